// What clients are told of money that crosses the house's border.
import type { Withdrawal } from '../wallet/money-in-out.ts';
import type { KnownWorld } from '../world.ts';
import type { Notice, NoticeFigures, NoticeKind } from './notice.ts';
import { knownFact, type NoticeTable } from './notice-parts.ts';

export const MONEY_NOTICES: NoticeTable = {
  TopUpCredited: (world, { topUpId }) => [ofTopUp(world, topUpId, 'top_up_credited')],
  TopUpEnded: (world, { topUpId }) => [ofTopUp(world, topUpId, 'top_up_failed')],
  TopUpReversalTold: (world, { topUpId, debited, shortfall }) => [
    ofTopUp(world, topUpId, 'top_up_reversed', { debited, shortfall }),
  ],
  ReceiptEnded: (world, { receiptId }) => {
    const { end, amount, currency } = knownFact(world, 'receipt', receiptId);
    if (end?.kind !== 'claim') return [];
    const { clientId: receiverId, role } = end;
    const subject = { kind: 'receipt', id: receiptId } as const;
    return [{ receiverId, role, kind: 'top_up_credited', subject, currency, figures: { amount } }];
  },
  WithdrawalPaid: (world, { withdrawalId }) => [
    ofWithdrawal(knownFact(world, 'withdrawal', withdrawalId), 'withdrawal_paid'),
  ],
  WithdrawalRefused: (world, { withdrawalId }) => [
    ofWithdrawal(knownFact(world, 'withdrawal', withdrawalId), 'withdrawal_refused'),
  ],
  WithdrawalBounced: (world, { withdrawalId }) => [
    ofWithdrawal(knownFact(world, 'withdrawal', withdrawalId), 'withdrawal_bounced'),
  ],
};

function ofTopUp(
  world: KnownWorld,
  topUpId: string,
  kind: NoticeKind,
  figures: NoticeFigures = {},
): Notice {
  const { id, clientId, role, currency, amount } = knownFact(world, 'topUp', topUpId);
  const subject = { kind: 'top_up', id } as const;
  return {
    ...{ receiverId: clientId, role, kind, subject, currency },
    figures: { amount, ...figures },
  };
}

function ofWithdrawal(
  { id, clientId, role, currency, amount }: Withdrawal,
  kind: NoticeKind,
): Notice {
  const subject = { kind: 'withdrawal', id } as const;
  return { receiverId: clientId, role, kind, subject, currency, figures: { amount } };
}
