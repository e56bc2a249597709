/** Bundles the panel into panel.js and panel.css, in webview/dist unless said otherwise. */
export declare function build(options?: {
  readonly minify?: boolean;
  readonly outdir?: string;
}): Promise<void>;

/** Bundles the page of a run into page.js and page.css, in the library unless said otherwise. */
export declare function buildReportPage(options?: { readonly outdir?: string }): Promise<void>;
