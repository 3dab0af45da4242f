// The desk of instructions: what the custodian was asked, and how it stands.
import type { InstructionOnWire } from '@mutua/contract/office/money.ts';
import {
  INSTRUCTION_KIND_LABELS,
  INSTRUCTION_STATE_LABELS,
} from '@mutua/contract/words/book-words.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import type { Column } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LabelText, StateMark } from '../books/label-text.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { ClientLink } from './flow-desks.tsx';
import { MONEY_WORDS } from './money-words.ts';
import { QueueDesk, useStateFilter } from './queue-desk.tsx';

export function InstructionDesk() {
  const { t } = useWords(MONEY_WORDS);
  const read = usePagedRead('/api/office/instructions', { query: useStateFilter() });
  const columns: readonly Column<InstructionOnWire>[] = [
    {
      ...{ key: 'id', head: t('instructions') },
      cell: ({ instructionId }) => <ShortId id={instructionId} />,
    },
    {
      ...{ key: 'kind', head: t('kind') },
      cell: ({ kind }) => <LabelText of={INSTRUCTION_KIND_LABELS} value={kind} />,
    },
    {
      ...{ key: 'subject', head: t('subject') },
      cell: ({ loanId, clientId }) => {
        const id = loanId ?? clientId;
        return id === undefined ? '—' : <ShortId id={id} />;
      },
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={INSTRUCTION_STATE_LABELS} state={state} />,
    },
    {
      ...{ key: 'reference', head: t('reference'), isOnPhone: false },
      cell: ({ bankReference }) =>
        bankReference === undefined ? '—' : <Plain>{bankReference}</Plain>,
    },
    {
      ...{ key: 'since', head: t('since') },
      cell: ({ createdAt }) => <MomentOnPage at={createdAt} />,
    },
  ];
  return (
    <QueueDesk
      title={t('instructions')}
      read={read}
      states={INSTRUCTION_STATE_LABELS}
      columns={columns}
      rowKey={({ instructionId }) => instructionId}
      detail={(row) => <InstructionDetail instruction={row} />}
    />
  );
}

function InstructionDetail({ instruction }: { readonly instruction: InstructionOnWire }) {
  const { t } = useWords(MONEY_WORDS);
  const command = useCommand('/api/office/instructions/:instructionId/retry');
  const { instructionId, loanId, clientId, reason, actions } = instruction;
  return (
    <>
      <Facts
        isList
        items={[
          {
            ...{ key: 'loan', label: t('subject') },
            value:
              loanId !== undefined ? (
                <Go to={`/office/loans/${loanId}`}>
                  <ShortId id={loanId} />
                </Go>
              ) : clientId !== undefined ? (
                <ClientLink id={clientId} />
              ) : (
                '—'
              ),
          },
          {
            ...{ key: 'reason', label: t('reason') },
            value: reason === undefined ? '—' : <Plain>{reason}</Plain>,
          },
        ]}
      />
      {actions.includes('retry') && (
        <>
          <Refusal of={command} />
          <Button
            kind="primary"
            isBusy={command.state.kind === 'sending'}
            onClick={() => void command.send({}, { path: { instructionId } })}
          >
            {t('retry')}
          </Button>
        </>
      )}
    </>
  );
}
