import { expect, it } from 'vitest';
import { BansouError, PlatformError } from '../../../src/shared/errors.ts';
import { createLogger } from '../../../src/shared/logger.ts';

const canary = '秘密-canary-4711';

/** Everything written while `work` logs at the finest level. */
function linesOf(work: (logger: ReturnType<typeof createLogger>) => void): readonly string[] {
  const lines: string[] = [];
  const destination = { write: (line: string): void => void lines.push(line) };
  work(createLogger({ level: 'trace', name: 'test', destination }));
  return lines;
}

function only(lines: readonly string[]): Record<string, unknown> {
  expect(lines).toHaveLength(1);
  return JSON.parse(lines.join(''));
}

const privateFields = [
  ...['authorization', 'token', 'accessToken', 'bot_token', 'channelSecret', 'secretKey', 'password'],
  ...['text', 'body', 'rawBody', 'message', 'payload', 'blocks', 'answer', 'answers', 'value', 'values'],
  ...['name', 'displayName', 'participant_name', 'email', 'userId', 'lineUserId', 'slack_user_id'],
  ...['databaseUrl', 'redisUrl', 'joinCode', 'X-Line-Signature', 'Cookie'],
];

it.each(privateFields)('hides the field %s at every depth, in lists and in child loggers', (field) => {
  const lines = linesOf((logger) => {
    logger.info({ [field]: canary });
    logger.info({ event: 'inbox.stored', one: { two: [{ [field]: canary }] } });
    logger.info({ event: 'inbox.stored', [field]: { nested: [canary] } });
    logger
      .child({ [field]: canary })
      .child({ deep: { [field]: canary } })
      .warn({ event: 'inbox.parked' });
  });
  expect(lines).toHaveLength(4);
  expect(lines.join('\n')).not.toContain(canary);
});

it('keeps event names, ids, counts, instants and outcome codes as they are', () => {
  const fields = { event: 'delivery.failed', delivery: 'a3f1', attempts: 2, code: 'http_429', ok: false };
  const at = new Date('2024-11-12T09:00:00Z');
  const line = only(
    linesOf((logger) => logger.child({ jobId: '17' }).warn({ ...fields, at, tries: [1, { left: null }] })),
  );
  expect(line).toMatchObject({
    ...fields,
    process: 'test',
    jobId: '17',
    at: '2024-11-12T09:00:00.000Z',
    tries: [1, { left: null }],
  });
});

it('hides the secret of a calendar wherever its address stands', () => {
  const address = `https://bansou.example.org/calendar/${canary}.ics`;
  const lines = linesOf((logger) => {
    logger.error({ event: 'http.failed', path: `/calendar/${canary}/1.ics`, seen: address });
    logger.error({ event: 'http.failed', err: new BansouError(`cannot answer ${address}`) });
  });
  expect(lines.join('\n')).toContain('/calendar/[hidden]');
  expect(lines.join('\n')).not.toContain(canary);
});

it('hides a join code that was logged as a code', () => {
  const lines = linesOf((logger) => logger.info({ event: 'join.refused', code: 'K7M2P9X4QW' }));
  expect(only(lines)).toMatchObject({ event: 'join.refused', code: '[hidden]' });
});

it('keeps kind, code and frames of a foreign error, and nothing that it says', () => {
  const error = Object.assign(new TypeError(`refused ${canary}\n    at ${canary} (x:1:2)`), {
    code: 'ECONNRESET',
    status: 502,
    body: canary,
    response: { data: canary },
  });
  const line = only(linesOf((logger) => logger.error({ event: 'job.failed', err: error })));
  expect(JSON.stringify(line)).not.toContain(canary);
  expect(line).toMatchObject({ err: { kind: 'TypeError', code: 'ECONNRESET', status: 502 } });
  expect(line).toMatchObject({ err: { stack: expect.stringContaining('logger.test.ts') } });
  expect(line).not.toHaveProperty('msg');
});

it('keeps what our own errors say, but not what their causes say', () => {
  const cause = Object.assign(new Error(canary, { cause: new Error(canary) }), { code: '23505' });
  const error = new BansouError('schema is not migrated', { cause });
  const line = only(linesOf((logger) => logger.error({ event: 'job.failed', err: error })));
  expect(JSON.stringify(line)).not.toContain(canary);
  expect(line).toMatchObject({
    err: {
      kind: 'BansouError',
      said: 'schema is not migrated',
      cause: { code: '23505', cause: { kind: 'Error' } },
    },
  });
});

it('hides what errors say wherever they stand: first argument, lists, other fields, several at once', () => {
  const error = new Error(canary);
  const lines = linesOf((logger) => {
    logger.error(error);
    logger.error(new AggregateError([error, error], canary));
    logger.error({ event: 'job.failed', problems: [error], why: { inner: error } });
    logger.error({
      event: 'job.failed',
      err: new PlatformError('http_500', { retryable: true, cause: canary }),
    });
    logger.child({ err: error }).error({ event: 'job.failed' });
  });
  expect(lines).toHaveLength(5);
  expect(lines.join('\n')).not.toContain(canary);
  expect(lines[1]).toContain('"parts"');
});

it('hides what was thrown without being an error', () => {
  const lines = linesOf((logger) => {
    logger.error({ event: 'job.failed', err: canary });
    logger.error({ event: 'job.failed', err: { detail: canary } });
    logger.error({ event: 'job.failed', cause: [canary] });
  });
  expect(lines).toHaveLength(3);
  expect(lines.join('\n')).not.toContain(canary);
});

it('hides sentences, which are not event names, and the values that would be put into them', () => {
  const lines = linesOf((logger) => {
    logger.info(canary);
    logger.info('said %s', canary);
    logger.info({ event: 'inbox.stored' }, canary);
  });
  expect(lines.join('\n')).not.toContain(canary);
  expect(only(linesOf((logger) => logger.info('server.listening')))).toMatchObject({
    msg: 'server.listening',
  });
});

it('hides credentials inside addresses and sentences, and the query of a path', () => {
  const lines = linesOf((logger) => {
    logger.info({ event: 'queue.fault', server: `redis://user:${canary}@cache:6379/0` });
    logger.info({ event: 'queue.fault', detail: `Bearer ${canary}`, other: `xoxb-1-${'canary-4711'}` });
    logger.info({ event: 'http.failed', path: `/join?code=${canary}` });
    logger.error({ event: 'job.failed', err: new BansouError(`postgres://u:${canary}@host/db`) });
  });
  expect(lines).toHaveLength(4);
  expect(lines.join('\n')).not.toContain('canary-4711');
  expect(lines[0]).toContain('cache:6379');
  expect(lines[2]).toContain('"/join"');
});

it('hides what lies too deep or in bytes, and survives circles', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const deep = { a: { b: { c: { d: { e: canary } } } } };
  const lines = linesOf((logger) => logger.info({ circle, deep, bytes: Buffer.from(canary) }));
  const line = only(lines);
  expect(lines.join('')).not.toContain(canary);
  expect(line).toMatchObject({ deep: { a: { b: { c: { d: '[hidden]' } } } }, bytes: '[hidden]' });
});

it('writes nothing below its level', () => {
  const lines: string[] = [];
  const destination = { write: (line: string): void => void lines.push(line) };
  const logger = createLogger({ level: 'warn', name: 'test', destination });
  logger.info({ event: 'inbox.stored' });
  logger.child({ job: 'inbox.drain' }).debug({ event: 'job.run' });
  expect(lines).toEqual([]);
  logger.warn({ event: 'inbox.parked' });
  expect(lines).toHaveLength(1);
});
