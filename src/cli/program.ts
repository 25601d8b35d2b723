import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT } from './exit-codes.ts';
import { kitIdentity } from './kit.ts';
import type { RunFlags } from './run-flags.ts';
import type { Streams } from './streams.ts';

/**
 * Parses the command line and runs the command, which is imported only then.
 *
 * @returns the exit code
 */
export async function runCommandLine(argv: readonly string[], streams: Streams): Promise<number> {
  let code: number = EXIT.conformant;
  const program = buildProgram(streams, (exit) => {
    code = exit;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    // commander has printed its own message; help and version end with 0
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.conformant : EXIT.usage;
    throw error;
  }
  return code;
}

function buildProgram(streams: Streams, setExit: (code: number) => void): Command {
  const program = new Command('ctk')
    .description('Conformance test kit for the TM Forum TMF666 Account Management API')
    .version(kitIdentity().version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .showHelpAfterError('(ctk --help shows what there is)')
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.err, getOutHelpWidth: () => Math.min(streams.columns, 120) })
    .addHelpText('after', EXAMPLES);

  addRun(program, streams, setExit);
  addServe(program, streams, setExit);
  addList(program, streams, setExit);
  program
    .command('lint')
    .description('check scenario, profile and configuration files; without files, those of the kit')
    .argument('[file...]', 'YAML files')
    .addHelpText('after', '\nExample:\n  $ ctk lint scenarios/TC_N1.yaml ctk.config.yaml')
    .action(async (files: string[]) => setExit(await (await import('./lint-command.ts')).lint(files, streams)));
  program
    .command('clean')
    .description('delete what a killed run left at the target, by its journal')
    .requiredOption('--run <id>', 'the run id; `--run list` shows the runs that left a journal')
    .option('--target <url>', 'API root or kafka://host:port, if it is not the one in the journal')
    .option('--topic-prefix <prefix>', 'what stands before the names of topics, if it is not the one in the journal')
    .option('--config <file>', 'configuration with the credentials')
    .option('--out <dir>', 'the report folder of that run')
    .option('--insecure', 'do not verify TLS certificates')
    .addHelpText('after', '\nExample:\n  $ ctk clean --run k3f9x2ab')
    .action(async (flags) => setExit(await (await import('./clean-command.ts')).clean(flags, streams)));
  addDoctor(program, streams, setExit);
  return program;
}

const EXAMPLES = `
Examples:
  $ ctk run                                            certification and profile, on the built-in reference implementation
  $ ctk run --target https://host/tmf-api/accountManagement/v1
  $ ctk run --target kafka://broker:9092 --topic-prefix lab
  $ ctk run TC_N2 --resource BillFormat --target URL   one scenario, with what it needs
  $ ctk doctor --target URL                            whether everything is there that a run needs
  $ ctk list requirements                              what is demanded, with its clause

Exit codes of run: 0 conformant, 1 nonconformant, 2 undetermined, 3 usage or configuration, 70 a fault of the kit.`;

function addRun(program: Command, streams: Streams, setExit: (code: number) => void): void {
  program
    .command('run')
    .description('run scenarios against a target and report')
    .argument('[scenario...]', 'scenario ids (TC_N1, TC_Trou_N1) or YAML files; all when none is given')
    .option(
      '--target <url>',
      'API root (everything before /partyAccount) or kafka://host:port[,host:port]; twice, to compare two; without it the reference implementation is started',
      collected,
    )
    .option('--topic-prefix <prefix>', 'what stands before the names of topics; "" for nothing')
    .option('--profile <id|file>', 'what to test against (default: tmf666b-1.1.0, for Kafka tmf666-async-5.0.0)')
    .option('--config <file>', 'configuration (default: ctk.config.yaml where there is one)')
    .option('--scope <name,...>', 'connect, profile, notifications (default: connect,profile)', commaList)
    .option('--resource <name...>', 'only these resources')
    .option('--clause <id...>', 'only scenarios that check these requirements')
    .option('--tag <tag...>', 'only scenarios with one of these tags')
    .addOption(new Option('--reading <reading>', 'how ambiguities of the document are read').choices(['default', 'literal']))
    .option('--ruling <id=option...>', 'another reading of one ruling, AMB-R19=strict')
    .option('--out <dir>', 'folder for the reports (default: ctk-report)')
    .option('--reporter <name,...>', 'terminal, json, junit, html, evidence (default: all)', commaList)
    .option('--jobs <n>', 'resources that run side by side (default: 1)', positive)
    .option('--timeout <ms>', 'longest wait for one reply (default: 30000)', positive)
    .option('--max-rate <n>', 'requests per second at most', positiveNumber)
    .option('--bail', 'end after the first scenario that fails')
    .option('--callback-url <url>', 'where the target reaches the kit, for the scope notifications')
    .option('--insecure', 'do not verify TLS certificates; the reports say so')
    .option('--sut-product <name>', 'name of the product under test, for the reports')
    .option('--sut-version <version>', 'its version')
    .option('--operator <name>', 'who runs the test')
    .option('--dry-run', 'show what would run and send nothing')
    .option('--verbose', 'show every step and exchange')
    .option('--quiet', 'show only the conclusion')
    .option('--color', 'colour even where nobody is watching')
    .option('--no-color', 'no colour')
    .addHelpText(
      'after',
      `
Examples:
  $ ctk run --target http://localhost:8080/tmf-api/accountManagement/v1 --jobs 7
  $ ctk run TC_N2 --resource BillFormat --target URL --verbose
  $ ctk run --clause TC_N3.state.only --ruling AMB-R19=strict --target URL
  $ ctk run --config ctk.config.yaml --reporter terminal,junit --out build/ctk
  $ ctk run --target kafka://broker:9092 --topic-prefix lab --scope connect,profile,notifications
  $ ctk run --target http://localhost:8080/tmf-api/accountManagement/v5 --target kafka://broker:9092 --topic-prefix lab`,
    )
    .action(async (scenarios: string[], flags: RunFlags) =>
      setExit(await (await import('./run-command.ts')).runScenarios(scenarios, flags, streams)),
    );
}

function addServe(program: Command, streams: Streams, setExit: (code: number) => void): void {
  program
    .command('serve')
    .description('start the reference implementation')
    .option('--port <n>', 'port, 0 for any free one', port, 8666)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(
      new Option('--reading <reading>', 'statuses by the letter of the document: PATCH 201, DELETE 200').choices([
        'default',
        'literal',
      ]),
    )
    .option('--fault <id...>', 'break it on purpose, see `ctk list faults`; ID@Resource for one resource only')
    .option('--variant <id...>', 'give it a peculiarity that is allowed, see `ctk list variants`')
    .option('--profile <id>', 'what it follows (default: tmf666b-1.1.0, with --kafka tmf666-async-5.0.0)')
    .option('--kafka <host:port,...>', 'brokers: serve over Kafka too, from the same store')
    .option('--topic-prefix <prefix>', 'what stands before the names of topics; "" for nothing')
    .option('--create-topics', 'create the topics that are missing')
    .option('--config <file>', 'configuration with the login to Kafka')
    .addHelpText(
      'after',
      `
Examples:
  $ ctk serve --port 8666
  $ ctk serve --fault fields-ignored@BillFormat
  $ ctk serve --kafka localhost:9092 --topic-prefix lab --create-topics`,
    )
    .action(async (flags) => setExit(await (await import('./serve-command.ts')).serve(flags, streams)));
}

function addList(program: Command, streams: Streams, setExit: (code: number) => void): void {
  program
    .command('list')
    .description('show what the kit knows')
    .argument('<what>', 'profiles, scenarios, requirements, rulings, checks, faults or variants')
    .option('--profile <id|file>', 'the profile to list from')
    .option('--json', 'as JSON')
    .option('--coverage', 'of requirements: the steps that check each, or why none does')
    .addHelpText('after', '\nExamples:\n  $ ctk list requirements --coverage\n  $ ctk list rulings --json')
    .action(async (what: string, flags) => setExit(await (await import('./list-command.ts')).list(what, flags, streams)));
}

function addDoctor(program: Command, streams: Streams, setExit: (code: number) => void): void {
  program
    .command('doctor')
    .description('look whether everything is there that a run needs, and say what is not')
    .option('--target <url>', 'API root, or kafka://host:port[,host:port]')
    .option('--topic-prefix <prefix>', 'what stands before the names of topics; "" for nothing')
    .option('--profile <id|file>', 'what to test against (default: tmf666b-1.1.0, for Kafka tmf666-async-5.0.0)')
    .option('--config <file>', 'configuration (default: ctk.config.yaml where there is one)')
    .option('--create-topics', 'create the topics that are missing')
    .option('--partitions <n>', 'partitions of topics that are created (default: as the cluster has it)', positive)
    .option('--replication-factor <n>', 'copies of topics that are created (default: as the cluster has it)', positive)
    .option('--callback-url <url>', 'where the target reaches the kit, for the scope notifications')
    .option('--timeout <ms>', 'longest wait for a broker or an answer (default: 10000)', positive)
    .option('--insecure', 'do not verify TLS certificates')
    .option('--json', 'as JSON')
    .option('--color', 'colour even where nobody is watching')
    .option('--no-color', 'no colour')
    .addHelpText(
      'after',
      `
Examples:
  $ ctk doctor --target https://host/tmf-api/accountManagement/v1
  $ ctk doctor --target kafka://broker:9092 --topic-prefix lab
  $ ctk doctor --target kafka://broker:9092 --topic-prefix lab --create-topics --partitions 3

Exit codes: 0 all well, 2 something is wrong, 3 usage or configuration.`,
    )
    .action(async (flags) => setExit(await (await import('./doctor-command.ts')).diagnose(flags, streams)));
}

function commaList(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), ...text.split(',').map((part) => part.trim())].filter((part) => part !== '');
}

function collected(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), text];
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1 up.');
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('It must be a port from 0 to 65535.');
  return value;
}
