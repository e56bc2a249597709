import { stop } from 'esbuild';
import { type Bundled, bundleModel } from 'everyturn/internal/load/bundle-model';

/** Bundles a model file; once more, with a fresh bundler, when the process of the old one died. */
export async function bundle(file: string): Promise<Bundled> {
  try {
    return await bundleModel(file);
  } catch {
    // Failures of the file are results. What is thrown is about the bundler: a second time it counts.
    await stop();
    return bundleModel(file);
  }
}
