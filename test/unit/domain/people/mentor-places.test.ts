import { expect, it } from 'vitest';
import {
  findHolders,
  findSuccessors,
  type Placed,
  toMentorPlaces,
} from '../../../../src/domain/people/mentor-places.ts';

function placed(name: string, replaces: string | null = null): Placed {
  const ended = new Date('2024-12-01T00:00:00Z');
  return { enrolmentId: name, personId: name, replacesId: replaces, endedAt: name === 'a' ? ended : null };
}
const names = (mentors: readonly Placed[]) =>
  toMentorPlaces(mentors).map((place) => place.map(({ personId }) => personId));

it('gives everybody of the roster a place, in its order', () => {
  expect(names([placed('a'), placed('b')])).toEqual([['a'], ['b']]);
});

it('puts whoever takes over behind the former mentor, however often and in whatever order of codes', () => {
  expect(names([placed('c', 'd'), placed('a'), placed('b'), placed('d', 'a')])).toEqual([
    ['a', 'd', 'c'],
    ['b'],
  ]);
});

it('starts a place with a mentor whose former one was in another team', () => {
  expect(names([placed('b'), placed('c', 'somewhere else')])).toEqual([['b'], ['c']]);
});

it('knows who came after the mentors of a session, in whichever of the two places', () => {
  const places = toMentorPlaces([placed('a'), placed('b'), placed('c', 'a'), placed('d', 'c')]);
  const after = (...seated: readonly string[]) =>
    findSuccessors(places, seated).map(({ personId }) => personId);
  expect(after('a', 'b')).toEqual(['c', 'd']);
  expect(after('c', 'b')).toEqual(['d']);
  expect(after('d', 'b')).toEqual([]);
  expect(after('b')).toEqual([]);
  expect(after('somebody else')).toEqual([]);
});

it('knows who held each place at a time: whoever came later was not there yet', () => {
  const places = toMentorPlaces([placed('a'), placed('b'), placed('c', 'a')]);
  const at = (instant: string) => findHolders(places, new Date(instant)).map(({ personId }) => personId);
  expect(at('2024-11-30T23:59:59Z')).toEqual(['a', 'b']);
  expect(at('2024-12-01T00:00:00Z')).toEqual(['c', 'b']);
  expect(at('2025-01-01T00:00:00Z')).toEqual(['c', 'b']);
});
