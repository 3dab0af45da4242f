// The first page: what a loan costs, calculated in the browser by the code of the contract.
import { refusalText } from '@mutua/contract/words/refusals.ts';
import { quoteLoan } from '@mutua/core/loan/quote.ts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Frame } from '../../ui/frame.tsx';
import { AnotherWay } from './another-way.tsx';
import { InstalmentChart } from './instalment-chart.tsx';
import { QuoteForm } from './quote-form.tsx';
import { type QuoteInput, readInput } from './quote-input.ts';
import { QuoteResult, QuoteSum } from './quote-result.tsx';
import { ScheduleTable } from './schedule-table.tsx';

/** The calculator. While a field is being typed and cannot be used, the last good result stays. */
export function QuotePage() {
  const { t, i18n } = useTranslation();
  const [input, setInput] = useState<QuoteInput>(firstInput);
  const [good, setGood] = useState(() => readInput(firstInput()).request);
  const { request, complaints } = readInput(input);
  const shown = request ?? good;
  const result = shown === null ? null : quoteLoan(shown);

  useEffect(() => {
    document.title = `${t('quote.title')} · Mutua 互信`;
  }, [t]);

  const change = (next: QuoteInput) => {
    setInput(next);
    setGood(readInput(next).request ?? good);
  };
  return (
    <Frame>
      <header lang={i18n.language}>
        <h1>{t('quote.title')}</h1>
        <p>{t('quote.lead')}</p>
      </header>
      <div className="columns">
        <div className="stack">
          <QuoteForm input={input} complaints={complaints} onChange={change} />
          {shown !== null && result?.ok && (
            <AnotherWay
              request={shown}
              quote={result.value}
              onChoose={(part) => change({ ...input, ...part })}
            />
          )}
        </div>
        <div className="stack result">
          {result !== null && !result.ok && (
            <section className="card">
              <p className="refused">
                {refusalText(result.refusal, i18n.language === 'en' ? 'en' : 'zh-CN')}
              </p>
            </section>
          )}
          {shown !== null && result?.ok && (
            <>
              <QuoteResult request={shown} quote={result.value} />
              <div className="pair">
                <QuoteSum request={shown} quote={result.value} />
                <InstalmentChart instalments={result.value.instalments} />
              </div>
              <ScheduleTable quote={result.value} />
            </>
          )}
        </div>
      </div>
    </Frame>
  );
}

function firstInput(): QuoteInput {
  return {
    amount: '60000',
    termMonths: 18,
    annualRate: '12.6',
    method: 'equal_instalments',
    fee: '50',
    advance: '0',
    disbursedOn: today(),
  };
}

/** The reader's own date, by the clock of the device. */
function today(): string {
  const now = new Date();
  const pad = (value: number) => value.toString().padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
