// `report pcap`: the messages of a report as a packet file for other tools.
import { captureFile } from '../../shared/report/capture/capture-file.ts';
import { writeNewFile } from '../io/report-file.ts';
import { openReport } from './report-command.ts';
import { oneLine, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Writes a new file; throws UsageError when the report cannot be read or the file not be written. */
export async function exportPackets(path: string, output: string, terminal: Terminal): Promise<number> {
  const report = await openReport(path);
  const { bytes, packets, leftOut } = captureFile(report, Date.parse(report.createdAt));
  const written = await writeNewFile(output, bytes);
  if (!written.ok) throw new UsageError(`${output} could not be written (${written.error.code}).`);
  const left = leftOut === 0 ? '' : `, ${leftOut} left out`;
  terminal.note(oneLine(`Packets saved: ${output} (${packets}${left}). Their headers are reconstructed.`));
  return 0;
}
