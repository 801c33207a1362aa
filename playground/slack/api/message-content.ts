import { findMessageProblems, measureTexts } from '../blocks/validate-blocks.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { ApiRefusal } from './api-refusal.ts';

// Measured by users of the real platform, documented nowhere: bolt-js issue 2509.
const allTextsLimit = 13_200;

/** Blocks of a message, or null when none were given; refuses what the platform's validation refuses. */
export function parseBlocks(given: Json | undefined): readonly JsonObject[] | null {
  if (given === undefined || given === null) return null;
  if (!isArray(given) || !given.every(isObject)) throw new ApiRefusal('invalid_blocks_format');
  const problems = findMessageProblems(given);
  if (problems.length > 0) throw new ApiRefusal('invalid_blocks', { details: problems.map(asError) });
  if (measureTexts(given) > allTextsLimit) throw new ApiRefusal('msg_blocks_too_long');
  return given.filter(isObject);
}

/** Message metadata, or null when none was given; `{}` means none, too. */
export function parseMetadata(given: Json | undefined): JsonObject | null {
  if (given === undefined || given === null) return null;
  if (isObject(given) && Object.keys(given).length === 0) return null;
  const whole = isObject(given) && typeof given.event_type === 'string' && isObject(given.event_payload);
  if (!whole) throw new ApiRefusal('invalid_metadata_format');
  return given;
}

/** A problem as `response_metadata.messages` carries it. */
export function asError(problem: string): string {
  return `[ERROR] ${problem}`;
}
