// The facts of a file: what the applicant wrote beside what was found, from whom and when; contradictions stand out.
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import type { FactInReview, ReviewFile } from '@mutua/contract/office/review.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { FACT_LABELS, HOME_LABELS, INDUSTRY_LABELS } from '@mutua/contract/words/value-lists.ts';
import { useState } from 'react';
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { REVIEW_FIGURES } from './review-figures.ts';
import { REVIEW_WORDS } from './review-words.ts';
import { useSourceWords } from './source-words.ts';
import { VerifySheet } from './verify-sheet.tsx';

/** A fact that nobody has told yet can be borne out too. */
export function FactCard({ file }: { readonly file: ReviewFile }) {
  const { t } = useWords(REVIEW_WORDS);
  const [verified, setVerified] = useState<string | undefined>();
  // Who bears out a fact has prepared the case, and does not decide on it any more.
  const isToDecide = file.waitsFor === 'to_decide' && file.actions.includes('approve');
  const mayVerify = file.actions.includes('verify_fact') && !isToDecide;
  const columns = useColumns(file, mayVerify ? setVerified : undefined);
  return (
    <Card title={t('facts')} note={t('factsNote')}>
      <DataTable
        caption={t('facts')}
        columns={columns}
        rows={[...file.facts, ...missingFacts(file)]}
        rowKey={({ name }) => name}
        isMarked={isContradicted}
      />
      {verified !== undefined && (
        <VerifySheet file={file} name={verified} onClose={() => setVerified(undefined)} />
      )}
    </Card>
  );
}

type FactRow = Pick<FactInReview, 'name'> & Partial<FactInReview>;

function missingFacts({ missing, facts }: ReviewFile): readonly FactRow[] {
  return missing
    .filter((name) => name in FACT_LABELS && !facts.some((one) => one.name === name))
    .map((name) => ({ name }));
}

function isContradicted({ differencePpm = 0 }: FactRow): boolean {
  return differencePpm !== 0;
}

function useColumns(
  { loanId }: ReviewFile,
  onVerify: ((name: string) => void) | undefined,
): readonly Column<FactRow>[] {
  const { t, language } = useWords(REVIEW_WORDS);
  const sourceOf = useSourceWords();
  return [
    {
      ...{ key: 'fact', head: t('fact') },
      cell: ({ name }) => <Plain>{wordOf(FACT_LABELS, name, language)}</Plain>,
    },
    {
      ...{ key: 'said', head: t('said') },
      cell: ({ name, said }) => (
        <FactText figure={REVIEW_FIGURES.said} row={`${loanId} ${name}`} name={name} value={said} />
      ),
    },
    {
      ...{ key: 'found', head: t('found') },
      cell: ({ name, value, verified }) => (
        <strong>
          <FactText
            figure={REVIEW_FIGURES.found}
            row={`${loanId} ${name}`}
            name={name}
            value={verified === true ? value : undefined}
          />
        </strong>
      ),
    },
    {
      ...{ key: 'source', head: t('source') },
      cell: ({ source }) => (source === undefined ? '—' : <Plain>{sourceOf(source)}</Plain>),
    },
    {
      ...{ key: 'asOf', head: t('asOf') },
      cell: ({ asOf }) => (asOf === undefined ? '—' : <DayOnPage day={asOf} />),
    },
    {
      ...{ key: 'verdict', head: t('verdict') },
      cell: (fact) => <Verdict fact={fact} row={`${loanId} ${fact.name}`} />,
    },
    ...(onVerify === undefined
      ? []
      : [
          {
            ...{ key: 'verify', head: t('act') },
            cell: ({ name }: FactRow) => (
              <Button kind="link" onClick={() => onVerify(name)}>
                {t('verify')}
              </Button>
            ),
          },
        ]),
  ];
}

function Verdict({ fact, row }: { readonly fact: FactRow; readonly row: string }) {
  const { t } = useWords(REVIEW_WORDS);
  const { verified, differencePpm, said } = fact;
  if (verified !== true) return <StatusMark status="pending" word={t('unverified')} />;
  if (differencePpm !== undefined && differencePpm !== 0) {
    return (
      <span className="late-text">
        <StatusMark status="late" word={t('differs')} />{' '}
        <Figure {...REVIEW_FIGURES.difference} row={row} ratePpm={differencePpm} plus={true} />
      </span>
    );
  }
  return <StatusMark status="ok" word={t(said === undefined ? 'verified' : 'same')} />;
}

interface FactTextProps {
  readonly figure: DeclaredFigure;
  readonly row: string;
  readonly name: string;
  readonly value: unknown;
}

/** A value in the form that its fact has. */
export function FactText({ figure, row, name, value }: FactTextProps) {
  const { language } = useWords(REVIEW_WORDS);
  if (value === undefined) return '—';
  if (typeof value === 'number') return <Figure {...figure} row={row} count={value} />;
  if (typeof value === 'object') {
    return <Figure {...figure} row={row} money={value as MoneyOnWire} sign={false} />;
  }
  const text = String(value);
  if (name === 'home') return <Plain>{wordOf(HOME_LABELS, text, language)}</Plain>;
  if (name === 'industry') return <Plain>{wordOf(INDUSTRY_LABELS, text, language)}</Plain>;
  return <Plain>{text}</Plain>;
}
