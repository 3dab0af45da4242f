// What was repaid on a loan, and every attempt to reach its borrower about arrears.
import type { RepaymentOfLoan } from '@mutua/contract/loan/repayments.ts';
import {
  CONTACT_CHANNEL_LABELS,
  CONTACT_OUTCOME_LABELS,
} from '@mutua/contract/words/case-words.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BORROW_FIGURES } from '../borrow-figures.ts';
import { SERVICING_WORDS } from './servicing-words.ts';

export function RepaymentsCard({ loanId }: { readonly loanId: string }) {
  const { t } = useWords(SERVICING_WORDS);
  const repayments = useRead('/api/loans/:loanId/repayments', { path: { loanId } });
  return (
    <Card title={t('paid')}>
      <Shown read={repayments}>
        {({ repayments: all }) =>
          all.length === 0 ? <Empty why={t('noPaid')} /> : <Repayments all={all} />
        }
      </Shown>
    </Card>
  );
}

function Repayments({ all }: { readonly all: readonly RepaymentOfLoan[] }) {
  const { t } = useWords(SERVICING_WORDS);
  return (
    <DataTable
      caption={t('paid')}
      rows={all}
      rowKey={({ instructionId }) => instructionId}
      isKept
      columns={[
        { key: 'day', head: t('day'), cell: ({ day }) => <DayOnPage day={day} /> },
        {
          key: 'kind',
          head: t('kind'),
          cell: ({ kind, state }) => (
            <>
              {t(`kind_${kind}`)}
              {state !== 'standing' && <span className="quiet"> {t('corrected')}</span>}
            </>
          ),
        },
        {
          key: 'amount',
          align: 'right',
          head: <FigureLabel {...BORROW_FIGURES.repaymentAmount} />,
          cell: ({ amount, instructionId }) => (
            <Figure {...BORROW_FIGURES.repaymentAmount} money={amount} row={instructionId} />
          ),
        },
      ]}
    />
  );
}

/** The approved text that was used, and what was noted of it. */
export function ContactsCard({ loanId }: { readonly loanId: string }) {
  const { t, language } = useWords(SERVICING_WORDS);
  const contacts = useRead('/api/loans/:loanId/contacts', { path: { loanId } });
  return (
    <Card title={t('contacts')} note={t('contactsNote')} id="contacts">
      <Shown read={contacts}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why={t('noContacts')} />
          ) : (
            <ul className="plain-list">
              {items.map(({ contactId, at, channel, outcome, text, note }) => (
                <li key={contactId} className="list-row">
                  <div>
                    <p>
                      <span className="quiet">
                        <MomentOnPage at={at} />
                      </span>{' '}
                      {CONTACT_CHANNEL_LABELS[channel][language]} ·{' '}
                      {CONTACT_OUTCOME_LABELS[outcome][language]}
                    </p>
                    <p className="quiet">
                      <Plain>{text}</Plain>
                    </p>
                    {note !== undefined && (
                      <p>
                        <Plain>{note}</Plain>
                      </p>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}
