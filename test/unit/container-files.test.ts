import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDockerfile, readEnv } from '../support/processes/build-image.ts';
import { readCompose } from '../support/processes/compose.ts';
import { readCopy, readExec } from '../support/processes/dockerfile.ts';

const root = resolve(import.meta.dirname, '../..');
const { build, image, isIgnored } = readDockerfile();
const { services, volumes } = readCompose();

it('gives the image what it copies, and neither secrets nor an old database client', () => {
  const sources = [...build.steps, ...image.steps].flatMap(({ instruction, rest }) =>
    instruction === 'COPY' && !rest.startsWith('--from=') ? [...readCopy(rest).sources] : [],
  );
  expect(sources).toContain('src');
  expect(sources.filter(isIgnored)).toEqual([]);
  for (const path of [
    '.env',
    '.git',
    '.local',
    'node_modules',
    'src/storage/generated',
    'playground',
    'test',
  ]) {
    expect(isIgnored(path), path).toBe(true);
  }
});

it('runs server and workers with the same options of Node in the image, from npm and in the instructions', () => {
  const entry = image.steps.find(({ instruction }) => instruction === 'ENTRYPOINT');
  const [node, ...options] = readExec(entry?.rest ?? '');
  expect(node).toBe('node');
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  for (const name of ['start', 'server', 'workers'])
    expect(scripts[name]).toContain(` ${options.join(' ')} `);
  const instructions = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  for (const file of ['src/server.ts', 'workers/main.ts']) {
    expect(instructions).toContain(['node_modules/.bin/node', ...options, file].join(' '));
  }
});

describe('compose.yaml', () => {
  it('starts the same image as server, workers and commands, after the migrations', () => {
    const ours = Object.entries(services).filter(([, one]) => one.image === 'bansou');
    expect(ours.map(([name]) => name).sort()).toEqual(['cli', 'migrate', 'server', 'workers']);
    for (const [name, { depends_on: after, command, entrypoint }] of ours) {
      const condition = name === 'migrate' ? after?.postgres : after?.migrate;
      const wanted = name === 'migrate' ? 'service_healthy' : 'service_completed_successfully';
      expect(condition, name).toEqual({ condition: wanted });
      const file = (command ?? entrypoint?.slice(1) ?? []).join(' ').replace('/app/', '');
      expect(statSync(join(root, file)).isFile(), file).toBe(true);
    }
  });

  it('sets again what an unedited .env would empty', () => {
    const example = readFileSync(join(root, '.env.example'), 'utf8');
    const names = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
    const ofImage = image.steps.filter(({ instruction }) => instruction === 'ENV');
    const both = ofImage.flatMap(({ rest }) => readEnv(rest)).filter(([name]) => names.includes(name));
    expect(both.map(([name]) => name)).toEqual(['PORT', 'BANSOU_DATA_DIR']);
    for (const name of ['server', 'workers', 'migrate', 'cli']) {
      expect(services[name]?.environment).toEqual({
        ...Object.fromEntries(both),
        DATABASE_URL: expect.stringContaining('@postgres:5432/'),
        REDIS_URL: 'redis://redis:6379',
      });
    }
  });

  it('keeps PostgreSQL, Redis and the spool on volumes; Redis appends every write and evicts nothing', () => {
    const { postgres, redis, server } = services;
    expect(redis?.command?.join(' ')).toBe('redis-server --appendonly yes --maxmemory-policy noeviction');
    const kept = [postgres, redis, server].map((one) => one?.volumes?.[0]);
    expect(kept).toEqual(['postgres:/var/lib/postgresql', 'redis:/data', 'spool:/app/data']);
    expect(Object.keys(volumes)).toEqual(['postgres', 'redis', 'spool']);
  });

  it('gives every process the time it needs to end, and shows no port to other machines', () => {
    for (const name of ['server', 'workers']) expect(services[name]?.stop_grace_period).toBe('30s');
    expect(Object.values(services).flatMap(({ ports }) => ports ?? [])).toEqual(['127.0.0.1:3000:3000']);
  });
});
