/** Bundles the panel into dist/panel.js and dist/panel.css. */
export declare function build(options?: { readonly minify?: boolean }): Promise<void>;
