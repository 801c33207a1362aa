import type { FormDefinition } from '../reflections/form-definition.ts';
import type { SessionKind } from '../sessions/sessions.ts';
import { npoMentoring } from './npo-mentoring/template.ts';
import type { ProgrammeTemplate } from './template.ts';

const templates: readonly ProgrammeTemplate[] = [npoMentoring];

/** The template of that key, or null. */
export function findTemplate(key: string): ProgrammeTemplate | null {
  return templates.find((template) => template.key === key) ?? null;
}

/** The form that a role answers after a kind of session; null where it answers none. */
export function formOfSession(
  template: ProgrammeTemplate,
  kind: SessionKind,
  role: 'participant' | 'mentor',
): FormDefinition | null {
  const key = template.sessions[kind].formOf[role];
  return template.forms.find((form) => form.key === key) ?? null;
}
