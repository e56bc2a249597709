import type { FieldDomain, SeenValue } from '../model/statistics.ts';
import type { DomainReport, FieldDomainReport, ValueReport } from './coverage-report.ts';
import { toPlain } from './plain.ts';
import type { ReportSource } from './report-source.ts';

/** The declared values of a model's fields against those that were seen, as plain JSON. */
export function domainReport(source: ReportSource): DomainReport {
  const { fields, ...others } = source.report.statistics.domain;
  return { fields: fields.map((field) => fieldReport(field, source)), ...others };
}

function fieldReport(
  { values, ...field }: FieldDomain,
  { locateValue }: ReportSource,
): FieldDomainReport {
  const seen = values.filter(({ declared, times }) => declared && times > 0).length;
  const at = field.kind === 'size' ? undefined : locateValue?.(field.path);
  const valueReport = ({ value, ...counts }: SeenValue): ValueReport => {
    const isLiteral = counts.declared && value !== undefined && field.kind !== 'number';
    const literal = isLiteral ? locateValue?.(field.path, value) : undefined;
    return {
      ...counts,
      ...(value !== undefined && { value: toPlain(value) }),
      ...(literal && { at: literal }),
    };
  };
  return { ...field, seen, values: values.map(valueReport), ...(at && { at }) };
}
