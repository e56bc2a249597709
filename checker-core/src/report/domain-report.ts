import type { FieldDomain, SeenValue } from '../model/statistics.ts';
import type { DomainReport, FieldDomainReport, ValueReport } from './coverage-report.ts';
import { toPlain } from './plain.ts';
import type { ReportSource } from './report-source.ts';

/** The declared values of a model's fields against those that were seen, as plain JSON. */
export function domainReport({ report }: ReportSource): DomainReport {
  const { fields, ...others } = report.statistics.domain;
  return { fields: fields.map(fieldReport), ...others };
}

function fieldReport({ values, ...field }: FieldDomain): FieldDomainReport {
  const seen = values.filter(({ declared, times }) => declared && times > 0).length;
  return { ...field, seen, values: values.map(valueReport) };
}

function valueReport({ value, ...seen }: SeenValue): ValueReport {
  return { ...seen, ...(value !== undefined && { value: toPlain(value) }) };
}
