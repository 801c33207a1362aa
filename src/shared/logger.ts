import { type Bindings, type ChildLoggerOptions, type DestinationStream, type Logger, pino } from 'pino';
import { describeError, hideFields, isError } from './private-fields.ts';

/** The only free text of a line that is kept: a stable name such as `delivery.sent`. */
const eventName = /^[a-z]+(?:[._-][a-z]+)*$/;

/**
 * The process's log: JSON lines with stable event names and ids. What people wrote, their names, their addresses and
 * every secret are hidden at any depth, in child loggers too; of foreign errors only kind, code and stack are kept,
 * because their messages may quote a request.
 */
export function createLogger(options: {
  readonly level: string;
  readonly name: string;
  readonly destination?: DestinationStream;
}): Logger {
  const settings = {
    level: options.level,
    base: { process: options.name, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      // Before pino sees them: it would copy an error's message into the line.
      logMethod(this: Logger, given: readonly unknown[], log: (...kept: never[]) => void): void {
        Reflect.apply(log, this, hideArguments(given));
      },
    },
  };
  const logger = options.destination === undefined ? pino(settings) : pino(settings, options.destination);
  return hideBindings(logger);
}

function hideArguments([first, second]: readonly unknown[]): readonly unknown[] {
  if (typeof first === 'string') return [hideText(first)];
  const fields = isError(first) ? { err: describeError(first) } : hideFields(isFields(first) ? first : {});
  return second === undefined ? [fields] : [fields, hideText(second)];
}

function isFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function hideText(text: unknown): string {
  return typeof text === 'string' && eventName.test(text) ? text : '[hidden]';
}

/** A child is made with its parent as prototype, so that the children of children hide theirs as well. */
function hideBindings(logger: Logger): Logger {
  // oxlint-disable-next-line typescript/unbound-method -- applied to its logger below
  const makeChild = logger.child;
  return Object.assign(logger, {
    child(this: Logger, bindings: Bindings, options?: ChildLoggerOptions): Logger {
      return Reflect.apply(makeChild, this, [hideFields(bindings), options]);
    },
  });
}
