// Why an act was refused, above the button that was pressed: in words, with the rule's code, and the fields concerned.
import type { Command } from '../../api/use-command.ts';
import { declareWords, useWords } from '../words/declare-words.ts';

const WORDS = declareWords('ui.refusal', {
  failed: [
    '没有得到回答，不知道是否已经办成。再按一次不会办两遍。',
    'Nothing answered, so it is not known whether it was done. Pressing again does not do it twice.',
  ],
  rule: ['规则 {{code}}', 'Rule {{code}}'],
  reference: ['编号 {{reference}}', 'Reference {{reference}}'],
});

/** Nothing while nothing was refused. */
export function Refusal({ of }: { readonly of: Pick<Command<unknown>, 'state'> }) {
  const { t } = useWords(WORDS);
  const { state } = of;
  if (state.kind !== 'refused' && state.kind !== 'failed') return null;
  const { problem } = state;
  return (
    <div className="refusal" role="alert" data-plain="">
      <p>{problem?.detail ?? t('failed')}</p>
      {problem?.errors !== undefined && (
        <ul>
          {problem.errors.map(({ field, detail }) => (
            <li key={field}>
              <code>{field}</code> {detail}
            </li>
          ))}
        </ul>
      )}
      {problem !== undefined && (
        <p className="quiet">
          {t('rule', { code: problem.code })}{' '}
          {problem.reference !== undefined && t('reference', { reference: problem.reference })}
        </p>
      )}
    </div>
  );
}

/** What is wrong with one field of what was sent, for its `Field`. */
export function complaintOf(
  of: Pick<Command<unknown>, 'state'>,
  field: string,
): string | undefined {
  if (of.state.kind !== 'refused') return undefined;
  return of.state.problem.errors?.find((one) => one.field === field)?.detail;
}
