/** Calls `changed` when the editor's theme or the system's contrast changes; returns the end of it. */
export function watchTheme(changed: () => void): () => void {
  // VS Code sets the theme's kind as classes of the body and its colours as styles of the root.
  const observer = new MutationObserver(changed);
  const options = { attributes: true, attributeFilter: ['class', 'style'] };
  observer.observe(document.documentElement, options);
  observer.observe(document.body, options);
  const forced = matchMedia('(forced-colors: active)');
  forced.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    forced.removeEventListener('change', changed);
  };
}
