/** Whether a text may import the library: most files of a project do not, and need nothing of us. */
export function mentionsLibrary(text: string): boolean {
  return text.includes("'everyturn'") || text.includes('"everyturn"');
}
