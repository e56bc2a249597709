/** The parts of SARIF that results and the steps of their traces have in common. */
import type { SourceLocation } from '../model/report.ts';

/** A text for people. */
export interface Message {
  readonly text: string;
}

/** A place in a file, and what stands there. */
export interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: { readonly startLine: number; readonly startColumn: number };
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
  readonly message?: Message;
}

/** A text as a message: braces are doubled, since single ones stand for arguments of a message. */
export function message(text: string): Message {
  return { text: text.replaceAll(/[{}]/g, '$&$&') };
}

/** A place as a location. */
export function location({ file, line, column }: SourceLocation, name?: string): Location {
  return {
    physicalLocation: {
      artifactLocation: artifactLocation(file),
      region: { startLine: line, startColumn: column },
    },
    ...(name !== undefined && { logicalLocations: [{ fullyQualifiedName: name }] }),
  };
}

/** A path on another drive of Windows is the only one that is not relative to the folder of the run. */
function artifactLocation(file: string) {
  const drive = /^[A-Za-z]:(?=\/)/.exec(file)?.[0];
  const uri = file
    .slice(drive?.length ?? 0)
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return drive === undefined ? { uri, uriBaseId: '%SRCROOT%' } : { uri: `file:///${drive}${uri}` };
}
