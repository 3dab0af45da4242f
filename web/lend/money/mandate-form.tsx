// The mandate under which the bank freezes a lender's bids without asking each time, and those given before.
import type { MandateOnWire } from '@mutua/contract/wallet/money-in-out.ts';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Field } from '../../ui/kit/field.tsx';
import { TextInput } from '../../ui/kit/inputs.tsx';
import { MoneyInput, moneyTyped } from '../../ui/kit/money-input.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { MONEY_FIGURES as FIGURES } from './money-figures.ts';
import { MONEY_WORDS } from './money-words.ts';

const CURRENCY = 'CNY';

export function MandateForm() {
  const { t } = useWords(MONEY_WORDS);
  const [text, setText] = useState('');
  const [expiresDay, setExpiresDay] = useState('');
  const command = useCommand('/api/mandates');
  const cap = moneyTyped(text, CURRENCY);
  const isWhole = cap !== undefined && expiresDay !== '';
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) void command.send({ cap, expiresDay });
      }}
    >
      <p className="quiet">{t('mandateNote')}</p>
      <Field label={t('cap')}>
        {(field) => (
          <MoneyInput field={field} currency={CURRENCY} value={text} onChange={setText} />
        )}
      </Field>
      <Field label={t('until')}>
        {(field) => (
          <TextInput field={field} type="date" value={expiresDay} onChange={setExpiresDay} />
        )}
      </Field>
      <Refusal of={command} />
      <Button
        type="submit"
        kind="primary"
        size="large"
        isBusy={command.state.kind === 'sending'}
        isDisabled={!isWhole}
      >
        {t('mandateAct')}
      </Button>
    </form>
  );
}

export function MandateList() {
  const { t } = useWords(MONEY_WORDS);
  const list = usePagedRead('/api/mandates');
  return (
    <Shown read={list.state}>
      {(mandates) => {
        const own = mandates.filter(({ loanId }) => loanId === undefined);
        return own.length === 0 ? (
          <p className="empty">{t('noMandates')}</p>
        ) : (
          <MandateTable mandates={own} />
        );
      }}
    </Shown>
  );
}

function MandateTable({ mandates }: { readonly mandates: readonly MandateOnWire[] }) {
  const { t } = useWords(MONEY_WORDS);
  const revoke = useCommand('/api/mandates/:mandateId/revocation');
  return (
    <>
      <Refusal of={revoke} />
      <DataTable
        caption={t('mandates')}
        rows={mandates}
        rowKey={({ mandateId }) => mandateId}
        columns={[
          { key: 'scope', head: t('scope'), cell: () => t('scopeBid') },
          {
            ...{ key: 'cap', head: t('cap'), align: 'right' },
            cell: ({ cap, mandateId }) => <Figure {...FIGURES.cap} money={cap} row={mandateId} />,
          },
          {
            ...{ key: 'until', head: t('until') },
            cell: ({ expiresDay }) => <DayOnPage day={expiresDay} />,
          },
          {
            ...{ key: 'state', head: t('state') },
            cell: ({ state, pageUrl, mandateId, actions }) => (
              <>
                {t(state)}{' '}
                {state === 'requested' && pageUrl !== undefined && (
                  <a href={pageUrl} target="_blank" rel="noopener">
                    {t('toBank')}
                  </a>
                )}
                {actions.includes('revoke') && (
                  <button
                    type="button"
                    className="link"
                    onClick={() => void revoke.send({}, { path: { mandateId } })}
                  >
                    {t('revoke')}
                  </button>
                )}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
