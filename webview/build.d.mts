/** Bundles the panel into panel.js and panel.css, in webview/dist unless said otherwise. */
export declare function build(options?: {
  readonly minify?: boolean;
  readonly outdir?: string;
}): Promise<void>;
