// What somebody is about to lend on a listing: the amount, what it would bring, and why it cannot be bid yet.
import type { ListingForLender, ListingOnWire } from '@mutua/contract/market/listing.ts';
import type { ListingSchedule } from '@mutua/contract/market/listing-schedule.ts';
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import {
  isMultipleOf,
  minorUnits,
  minus,
  plus,
  roundToMultiple,
} from '@mutua/core/money/minor-units.ts';
import { useEffect, useState } from 'react';
import { useSession } from '../../api/session.ts';
import { type Command, useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { moneyTyped } from '../../ui/kit/money-input.tsx';
import { moneyIn, moneyTypedAs, moneyWords, unitsOf } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { BID_WORDS } from './loan-words.ts';

export type Bidder = 'loading' | 'nobody' | 'other' | 'lender';

export interface BidPlaced {
  readonly bidId: string;
  readonly amount: string;
}

export interface BidUnderWay {
  readonly listing: ListingOnWire;
  readonly bidder: Bidder;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly step: (direction: 1 | -1) => void;
  readonly amount: MoneyOnWire | undefined;
  readonly schedule: ListingSchedule | undefined;
  readonly standing: ListingForLender | undefined;
  readonly hasRead: boolean;
  readonly setRead: (hasRead: boolean) => void;
  readonly confirmsRisk: boolean;
  readonly setConfirmsRisk: (confirms: boolean) => void;
  /** Nothing where it can be bid. */
  readonly why: string | undefined;
  readonly command: Command<BidPlaced>;
  readonly send: () => void;
}

/** The class of whoever has not answered the questionnaire. */
export const NOT_ASSESSED = 0;

const TYPING_MS = 250;
const SUGGESTED = minorUnits(100_000n);

export function useBid(listing: ListingOnWire): BidUnderWay {
  const { loanId } = listing;
  const { currency } = listing.loanAmount;
  const bidder = useBidder();
  const [typed, setText] = useState<string>();
  const [hasRead, setRead] = useState(false);
  const [confirmsRisk, setConfirmsRisk] = useState(false);
  const read = useRead('/api/listings/:loanId/standing', {
    path: { loanId },
    isOn: bidder === 'lender',
  });
  const standing = read.kind === 'ready' ? read.value : undefined;
  const text = typed ?? moneyTypedAs(suggested(listing, standing));
  const amount = moneyTyped(text, currency);
  const schedule = useSchedule(listing, amount);
  const command = useCommand<BidPlaced>('/api/loans/:loanId/bids');
  const why = useWhy({ listing, amount, standing, hasRead, confirmsRisk });
  const send = () => {
    if (amount === undefined) return;
    const acknowledgedNotice = listing.bidRules.riskNotice;
    const said = standing?.isRiskier === true ? { confirmedRisk: confirmsRisk } : {};
    void command.send({ amount, acknowledgedNotice, ...said }, { path: { loanId } });
  };
  const step = (direction: 1 | -1) => {
    const by = unitsOf(listing.bidRules.step);
    const now = amount === undefined ? minorUnits(0n) : unitsOf(amount);
    const next = direction === 1 ? plus(now, by) : minus(now, by);
    if (next > 0n) setText(moneyTypedAs(moneyIn(next, currency)));
  };
  return {
    ...{ listing, bidder, text, setText, step, amount, schedule, standing },
    ...{ hasRead, setRead, confirmsRisk, setConfirmsRisk, why, command, send },
  };
}

function useBidder(): Bidder {
  const session = useSession();
  if (session.kind !== 'person') return session.kind;
  return session.person.roles.includes('lender') ? 'lender' : 'other';
}

/** No more than is left of the listing, nor than the lender may bid. */
function suggested(
  { bidRules, remaining }: ListingOnWire,
  standing: ListingForLender | undefined,
): MoneyOnWire {
  const [minimum, left] = [unitsOf(bidRules.minimum), unitsOf(remaining)];
  const wanted = minimum > SUGGESTED ? minimum : SUGGESTED;
  const open = left > 0n && left < wanted ? left : wanted;
  const room = standing === undefined ? open : unitsOf(standing.room);
  const most = roundToMultiple(room, unitsOf(bidRules.step), 'down');
  return moneyIn(most < open && most >= minimum ? most : open, remaining.currency);
}

/** Asked when the typing pauses; the last answer stays until there is another. */
function useSchedule(
  { loanId, loanAmount }: ListingOnWire,
  amount: MoneyOnWire | undefined,
): ListingSchedule | undefined {
  const isWhole = amount !== undefined && unitsOf(amount) <= unitsOf(loanAmount);
  const typed = isWhole ? amount.minorUnits : undefined;
  const [asked, setAsked] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const read = useRead('/api/listings/:loanId/schedule', {
    path: { loanId },
    query: { amount: asked },
  });
  const [last, setLast] = useState<ListingSchedule>();
  const value = read.kind === 'ready' ? read.value : undefined;
  useEffect(() => {
    if (value !== undefined) setLast(value);
  }, [value]);
  return value ?? last;
}

type Asked = Pick<BidUnderWay, 'listing' | 'amount' | 'standing' | 'hasRead' | 'confirmsRisk'>;

function useWhy({ listing, amount, standing, hasRead, confirmsRisk }: Asked): string | undefined {
  const { t } = useWords(BID_WORDS);
  const { minimum, step } = listing.bidRules;
  if (standing?.tolerance === NOT_ASSESSED) return t('whyQuestionnaire');
  if (amount === undefined) return t('whyAmount');
  const value = unitsOf(amount);
  if (value < unitsOf(minimum)) return t('whyMinimum', { minimum: moneyWords(minimum) });
  if (!isMultipleOf(value, unitsOf(step))) return t('whyStep', { step: moneyWords(step) });
  if (value > unitsOf(listing.remaining))
    return t('whyLeft', { left: moneyWords(listing.remaining) });
  if (standing !== undefined) {
    if (standing.tolerance < listing.bidRules.minimumTolerance - 1) return t('whyClass');
    if (value > unitsOf(standing.room)) return t('whyRoom', { room: moneyWords(standing.room) });
  }
  if (!hasRead) return t('whyTick');
  if (standing?.isRiskier === true && !confirmsRisk) return t('whyRiskier');
  return undefined;
}
