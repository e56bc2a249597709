/** Where the parts of the panel's page come from. */
export interface PageSources {
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Unpredictable, new for each page. */
  readonly nonce: string;
  /** What a webview may load its own files from: `webview.cspSource`. */
  readonly cspSource: string;
}

/**
 * The page of the panel. Its policy lets in the panel's own script, style and font files and
 * nothing else. The style sheet carries the id that cytoscape looks for before it would add an
 * inline style element, which the policy refuses.
 */
export function panelHtml({ scriptUri, styleUri, nonce, cspSource }: PageSources): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `img-src ${cspSource} data:`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link id="__________cytoscape_stylesheet" rel="stylesheet" href="${attribute(styleUri)}">
    <title>Everyturn</title>
  </head>
  <body>
    <div id="panel"></div>
    <script nonce="${attribute(nonce)}" src="${attribute(scriptUri)}"></script>
  </body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
