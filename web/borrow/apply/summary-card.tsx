// What was filled in, to be read once more before it is sent.
import type { SaveLoanDraftBody } from '@mutua/contract/loan/draft.ts';
import type { DraftStep } from '@mutua/contract/loan/draft-steps.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import {
  DOCUMENT_LABELS,
  FACT_LABELS,
  HOME_LABELS,
  INDUSTRY_LABELS,
  PURPOSE_LABELS,
  REPAYMENT_METHOD_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import type { FactName } from '@mutua/core/credit/fact.ts';
import type { ReactNode } from 'react';
import { Plain } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Fact, Facts } from '../../ui/kit/facts.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { listedWords } from '../../ui/words/listed-words.ts';
import { ReckonedMoney } from '../parts/reckoned.tsx';
import { APPLY_WORDS } from './apply-words.ts';
import { askedFacts, type StepProps } from './step-props.ts';

interface SummaryCardProps extends Pick<StepProps, 'product' | 'kind'> {
  readonly body: SaveLoanDraftBody;
  readonly onGo: (step: DraftStep) => void;
}

/** In the order of the form. */
export function SummaryCard({ product, kind, body, onGo }: SummaryCardProps) {
  const { t, language } = useWords(APPLY_WORDS);
  const { loanAmount, termMonths, purpose, repaymentMethod, documents } = body;
  const items: readonly Fact[] = [
    { key: 'product', label: t('product'), value: product.names[language] },
    {
      key: 'amount',
      label: t('loanAmount'),
      value: loanAmount === undefined ? '—' : <ReckonedMoney money={loanAmount} />,
    },
    {
      key: 'term',
      label: t('termMonths'),
      value: termMonths === undefined ? '—' : <Plain>{`${termMonths} ${t('months')}`}</Plain>,
    },
    { key: 'purpose', label: t('purpose'), value: wordOf(PURPOSE_LABELS, purpose, language) },
    {
      key: 'method',
      label: t('repaymentMethod'),
      value: wordOf(REPAYMENT_METHOD_LABELS, repaymentMethod, language),
    },
    ...askedFacts(product, kind).map((name) => ({
      key: name,
      label: FACT_LABELS[name][language],
      value: <Answer name={name} value={body.facts[name]} />,
    })),
    {
      key: 'documents',
      label: t('documents'),
      value:
        listedWords(
          documents.map((one) => DOCUMENT_LABELS[one][language]),
          language,
        ) || '—',
    },
  ];
  return (
    <Card
      title={t('summary')}
      links={
        <Button kind="link" onClick={() => onGo('loan')}>
          {t('change')}
        </Button>
      }
    >
      <Facts items={items} isList />
    </Card>
  );
}

function Answer({
  name,
  value,
}: {
  readonly name: FactName;
  readonly value: SaveLoanDraftBody['facts'][FactName];
}): ReactNode {
  const { language } = useWords(APPLY_WORDS);
  if (value === undefined) return '—';
  if (typeof value === 'object') return <ReckonedMoney money={value} />;
  if (name === 'home') return wordOf(HOME_LABELS, String(value), language);
  if (name === 'industry') return wordOf(INDUSTRY_LABELS, String(value), language);
  return <Plain>{value}</Plain>;
}
