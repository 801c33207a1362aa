import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  entrypoint: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.coerce.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  volumes: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
});
const file = z.object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) });

/** compose.yaml, with its anchors resolved. */
export function readCompose(): z.infer<typeof file> {
  const text = readFileSync(resolve(import.meta.dirname, '../../../compose.yaml'), 'utf8');
  return file.parse(parse(text, { merge: true }));
}

/** What a service gives to the image's entry point. */
export function commandOf(name: string): readonly string[] {
  const command = readCompose().services[name]?.command;
  if (command === undefined) throw new Error(`compose.yaml: ${name} has no command`);
  return command;
}
