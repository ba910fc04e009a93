// The report as a file.
import type { Report } from '../../../shared/report/report.ts';
import { reportFileText } from '../../../shared/report/seal.ts';
import { fileNameFor, saveText } from '../../components/save-file.ts';

export const reportFileName = ({ target, createdAt }: Pick<Report, 'target' | 'createdAt'>): string =>
  fileNameFor(target.server, createdAt, 'sipreport');

export const saveReport = (report: Report): void =>
  saveText(reportFileName(report), reportFileText(report), 'application/json');
