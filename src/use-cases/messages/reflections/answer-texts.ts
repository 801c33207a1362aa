import type { Language } from '../../../domain/people/people.ts';
import type { Answer, Answers } from '../../../domain/reflections/answers.ts';
import type {
  FormQuestion,
  FormSnapshot,
  QuestionWording,
} from '../../../domain/reflections/form-definition.ts';
import { applicableQuestions } from '../../../domain/reflections/step-form.ts';
import type { AnswerText } from '../../../i18n/params.ts';

/** The answers of a form as the check, the thanks and the resuming show them; skipped questions as "none". */
export function answerTexts(form: FormSnapshot, answers: Answers, language: Language): readonly AnswerText[] {
  return applicableQuestions(form.definition, answers).flatMap((question) => {
    const wording = form.wording[language][question.key];
    return wording === undefined ? [] : [toText(question, wording, answers[question.key])];
  });
}

function toText(question: FormQuestion, wording: QuestionWording, answer: Answer | undefined): AnswerText {
  const { label } = wording;
  if (answer === undefined) return { kind: 'none', label };
  if (answer.kind === 'text') return { kind: 'words', label, text: answer.text };
  const chosen = valuesOf(answer);
  const labels = question.options
    .filter((value) => chosen.includes(value))
    .map((value) => labelOf(wording, value));
  return { kind: 'choices', label, labels };
}

/** The option values that an answer stands for; none for a text. */
export function valuesOf(answer: Answer | undefined): readonly string[] {
  switch (answer?.kind) {
    case undefined:
    case 'text':
      return [];
    case 'rating':
      return [answer.met ? String(answer.satisfaction) : 'not_met'];
    case 'choice':
      return [answer.value];
    case 'choices':
      return answer.values;
    case 'scale':
      return [String(answer.value)];
  }
}

/** What a choice is called; its value where the wording has no label. */
export function labelOf(wording: QuestionWording, value: string): string {
  return wording.options?.[value]?.label ?? value;
}
