// Between which days the statement is shown.
import { addDays, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { STATEMENT_WORDS } from './statement-words.ts';

interface StatementSpanProps {
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
}

/** Two days, and three spans that are often wanted. */
export function StatementSpanForm({ asOf, from, to }: StatementSpanProps) {
  const { t } = useWords(STATEMENT_WORDS);
  const [, change] = useQueryString();
  const [year, month] = [asOf.slice(0, 4), asOf.slice(0, 7)];
  const before = dayBefore(`${month}-01`);
  return (
    <Card title={t('quick')}>
      <div className="statement-span">
        <div className="acts">
          <Button onClick={() => change({ from: undefined, to: undefined })}>{t('month')}</Button>
          <Button onClick={() => change({ from: `${before.slice(0, 7)}-01`, to: before })}>
            {t('before')}
          </Button>
          <Button onClick={() => change({ from: `${year}-01-01`, to: asOf })}>{t('year')}</Button>
        </div>
        <Field label={t('from')}>
          {(field) => (
            <TextInput
              field={field}
              type="date"
              value={from}
              onChange={(day) => change({ from: day })}
            />
          )}
        </Field>
        <Field label={t('to')}>
          {(field) => (
            <TextInput
              field={field}
              type="date"
              value={to}
              onChange={(day) => change({ to: day })}
            />
          )}
        </Field>
      </div>
    </Card>
  );
}

function dayBefore(text: string): string {
  const day = parseDay(text, 'day');
  return day.ok ? formatDay(addDays(day.value, -1)) : text;
}
