// Entry of the command line: parses it, runs the command, and turns whatever happens into one exit status.
import { Command, CommanderError } from 'commander';
import { sealMeaning } from '../../shared/report/text/seal-sentences.ts';
import { demoScenarios } from '../demo/scenarios.ts';
import { exportPackets } from './capture-command.ts';
import { checkCommand } from './check-command.ts';
import type { RawCheckOptions } from './check-options.ts';
import { exitCodes } from './exit-codes.ts';
import { monitorCommand, type RawMonitorOptions } from './monitor-command.ts';
import { printProfileCode, showProfile } from './profile-command.ts';
import { type RawRedactOptions, redactFile } from './redact-command.ts';
import { compareFiles, type ReadOptions, showReport } from './report-command.ts';
import { type RawSelfTestOptions, selfTestCommand } from './self-test-command.ts';
import { type RawShareOptions, reportAsHtml, reportAsLetter } from './share-command.ts';
import { oneLine, type Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { verifyReports } from './verify-command.ts';

const note = (line: string): void => void process.stderr.write(`${line}\n`);
const out = (text: string): void => void process.stdout.write(text);

/** The older tool's words: `--check-alg` was its check, `--monitor HOST` its monitor, for 60 s unless told otherwise. */
function withAliases(argv: readonly string[]): string[] {
  if (argv.includes('--check-alg'))
    return ['check', ...argv.filter((word) => word !== '--check-alg' && word !== 'check')];
  if (!argv.includes('--monitor')) return [...argv];
  const rest = argv.filter((word) => word !== '--monitor');
  return ['monitor', ...rest, ...(rest.includes('--duration') ? [] : ['--duration', '60'])];
}

type Done = (code: number) => void;

function program(terminal: Terminal, done: Done): Command {
  const root = new Command('sip-alg-checker')
    .description(
      'Finds out, with proof, whether a router edits the SIP messages between a phone and its server.',
    )
    .version(__APP_VERSION__)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => undefined });
  addCheck(root, terminal, done);
  addMonitor(root, terminal, done);
  addReport(root, terminal, done);
  addProfile(root, terminal, done);
  addSelfTest(root, terminal, done);
  return root;
}

function addCheck(root: Command, terminal: Terminal, done: Done): void {
  root
    .command('check')
    .description('check one server for a SIP ALG on the way')
    .option('--server <host[:port]>', 'SIP server, by the name your phone uses')
    .option('--alt-port <port>', 'another UDP port of the same server, as a control')
    .option('--transport <list>', 'udp, tcp, tls (comma list); udp is always tested')
    .option('--probe-user <name>', 'user that the server admin provisioned for this check')
    .option(
      '--account <file>',
      'account as JSON {username, password, realm?}; - reads it from standard input',
    )
    .option('--echo-extension <name>', 'extension that sends the sound back: measures the line')
    .option('--readback-extension <name>', 'extension of the server kit that tells what arrived')
    .option('--stream <seconds>', 'length of the sound, 5 to 60 (default 10)')
    .option('--no-stream', 'no call')
    .option('--no-router', 'do not ask the router who it is')
    .option('--compare <file>', 'an earlier report (.sipreport): say what became of its finding, and keep it')
    .option('--profile <file>', 'connection profile (.sipprofile), or its code')
    .option('--report <file>', 'save the full report (.sipreport)')
    .option('--json', 'print the report as JSON')
    .option('--demo [scenario]', 'check the simulated router and server inside this program')
    .option('--quiet', 'no progress on stderr')
    .addHelpText(
      'after',
      () =>
        `\nDemo scenarios:\n${demoScenarios.map(({ name, description }) => `  ${name.padEnd(24)} ${description}`).join('\n')}`,
    )
    .exitOverride()
    .action(async (raw: RawCheckOptions) => done(await checkCommand(raw, terminal)));
}

function addMonitor(root: Command, terminal: Terminal, done: Done): void {
  root
    .command('monitor <host>')
    .description('watch delay, jitter and loss of the line to a server')
    .requiredOption('--duration <seconds>', 'how long, 1 to 86400')
    .option('--interval <seconds>', 'time between two packets, 0.02 to 60', '1')
    .option(
      '--account <file>',
      'account as JSON {username, password, realm?}; - reads it from standard input',
    )
    .option('--echo-extension <name>', 'extension that sends the sound back')
    .option('--probe-user <name>', 'user that the server admin provisioned for this check')
    .option(
      '--local-ip <address>',
      'must be an address of this computer; the system chooses which one is used',
    )
    .option('--output <file>', 'save the numbers as JSON')
    .option('--json', 'print the numbers as JSON')
    .option('--quiet', 'no progress on stderr')
    .exitOverride()
    .action(async (server: string, raw: RawMonitorOptions) =>
      done(await monitorCommand(server, raw, terminal)),
    );
}

const verifyCodes = [
  '0   not changed, and the verdict follows',
  `${exitCodes.unsealed}  not sealed, the verdict follows`,
  `${exitCodes.edited}  changed after it was saved, the verdict follows`,
  `${exitCodes.doesNotFollow}  the verdict does not follow`,
  `${exitCodes.unusableInput}   damaged, or no report that can be read`,
];

function addReport(root: Command, terminal: Terminal, done: Done): void {
  const report = root.command('report').description('read a saved report').exitOverride();
  report
    .command('show <file>')
    .description('print a report as text')
    .option('--json', 'print it as JSON of the version of today')
    .exitOverride()
    .action(async (file: string, raw: ReadOptions) => done(await showReport(file, raw, terminal)));
  report
    .command('verify <files...>')
    .description('check that files are as they were saved, and that verdicts follow from what was observed')
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      `\nExit status, of the worst file:\n${verifyCodes.map((line) => `  ${line}`).join('\n')}\n\n${sealMeaning}`,
    )
    .exitOverride()
    .action(async (files: readonly string[], raw: ReadOptions) =>
      done(await verifyReports(files, raw, terminal)),
    );
  report
    .command('pcap <file>')
    .description('write the messages of a report as a packet file (pcapng) for other tools')
    .requiredOption('--output <file>', 'the packet file; never overwrites a file')
    .exitOverride()
    .action(async (file: string, { output }: { readonly output: string }) =>
      done(await exportPackets(file, output, terminal)),
    );
  report
    .command('compare <before> <after>')
    .description('say what became of a finding between two reports')
    .option('--json', 'print the comparison as JSON')
    .exitOverride()
    .action(async (before: string, after: string, raw: ReadOptions) =>
      done(await compareFiles(before, after, raw, terminal)),
    );
  report
    .command('redact <file>')
    .description('make a copy of a report with names or addresses taken out')
    .requiredOption('--level <level>', 'no-local-names, or no-addresses (takes out more)')
    .option('--output <file>', 'save the copy; without it it is printed')
    .exitOverride()
    .action(async (file: string, raw: RawRedactOptions) => done(await redactFile(file, raw, terminal)));
  addSharing(report, terminal, done);
}

function addSharing(report: Command, terminal: Terminal, done: Done): void {
  const language = ['--language <code>', 'en, nl, fr or de', 'en'] as const;
  report
    .command('html <file>')
    .description('turn a report into one HTML file for a browser or a printer')
    .option(...language)
    .option('--output <file>', 'save it as a new file')
    .exitOverride()
    .action(async (file: string, raw: RawShareOptions) => done(await reportAsHtml(file, raw, terminal)));
  report
    .command('letter <file>')
    .description('write a letter to the provider about a finding that is proven or likely')
    .option(...language)
    .option('--before <file>', 'an earlier report on the same server: the letter names both results')
    .option('--output <file>', 'save it as a new file')
    .exitOverride()
    .action(async (file: string, raw: RawShareOptions) => done(await reportAsLetter(file, raw, terminal)));
}

function addProfile(root: Command, terminal: Terminal, done: Done): void {
  const profile = root
    .command('profile')
    .description('read a connection profile: a file (.sipprofile) or a code')
    .exitOverride();
  profile
    .command('show <file-or-code>')
    .description('print what it would set')
    .exitOverride()
    .action(async (source: string) => done(await showProfile(source, terminal)));
  profile
    .command('code <file-or-code>')
    .description('print it as one line to paste')
    .exitOverride()
    .action(async (source: string) => done(await printProfileCode(source, terminal)));
}

function addSelfTest(root: Command, terminal: Terminal, done: Done): void {
  root
    .command('self-test')
    .description('measure how many streams this computer can pace; sends nothing to the network')
    .option('--streams <count>', '1, 10, 50 or 200', '10')
    .option('--duration <seconds>', 'how long, 1 to 60', '5')
    .option('--json', 'print the figures as JSON')
    .option('--quiet', 'no progress on stderr')
    .exitOverride()
    .action(async (raw: RawSelfTestOptions) => done(await selfTestCommand(raw, terminal)));
}

/** One line for the user; a bug also leaves its stack. */
function explain(error: unknown): number {
  if (error instanceof UsageError) {
    note(oneLine(error.message));
    return error.exitCode;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const message = error.message.replace(/^error: /, '').replace(/\.+$/, '');
    note(
      error.code === 'commander.help'
        ? 'Say what to do: sip-alg-checker check --server HOST, or check --demo.'
        : `${oneLine(message)}. See --help.`,
    );
    return exitCodes.unusableInput;
  }
  note(`Internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return exitCodes.internalError;
}

async function main(): Promise<number> {
  const cancel = new AbortController();
  // The first Ctrl-C ends the check and keeps what is known; a second one ends the program.
  process.once('SIGINT', () => {
    cancel.abort();
    process.once('SIGINT', () => process.exit(exitCodes.cancelled));
  });
  process.once('SIGTERM', () => cancel.abort());
  // A reader that stops early (a pipe into head) is no error of ours.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  let code = 0;
  try {
    await program({ out, note, signal: cancel.signal }, (value) => {
      code = value;
    }).parseAsync(withAliases(process.argv.slice(2)), { from: 'user' });
  } catch (error) {
    code = explain(error);
  }
  return code;
}

// A bug in work that nobody waits for must end the program like any other bug.
process.on('unhandledRejection', (error) => process.exit(explain(error)));
const code = await main();
// A name look-up that nobody waits for any more would keep the process alive; what was printed goes out first.
process.stdout.write('', () => process.exit(code));
