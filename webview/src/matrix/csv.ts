/** Lines of fields as comma-separated values (RFC 4180). */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return `${lines.map((fields) => fields.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(field: string): string {
  // A spreadsheet would take these for a formula.
  const text = /^[=+\-@]/.test(field) && !/^-?[\d.]+$/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
