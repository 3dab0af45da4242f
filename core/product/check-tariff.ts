// Which tariff may be used: every fee can be what it says, and none is taken before the pack allows it.
import { invalid, ok, type Refused, type Result, refuse } from '../kit/result.ts';
import { checkAllowed } from '../law/checks.ts';
import { type RulePack, ruleInForce } from '../law/rule-pack.ts';
import { MINOR_UNITS_MAX } from '../money/minor-units.ts';
import { FEE_SHAPES, isCharged, type Tariff, type TariffFee, type TariffPlace } from './tariff.ts';

const MILLION = 1_000_000;

/**
 * Whether a tariff may stand under a pack.
 *
 * @param place whose fees it has; each kind of fee that is charged stands in the one tariff by which it is.
 * @returns the tariff; `fee_in_advance` with the clause for what a borrower would pay before the first due day
 * where the pack forbids it; `forbidden_by_rule` with the clause for an interest spread where the pack allows
 * none; `invalid_input` naming the field for what cannot be.
 * @example
 * checkTariff({
 *   ...freeTariff(currency('CNY'), dayOf(2026, 1, 1)),
 *   fees: [{ kind: 'service', payer: 'borrower', due: 'disbursement', rule: { kind: 'share_of_amount', sharePpm: 20000 } }],
 * }, CN)
 * // refuse('fee_in_advance', { clause: 'cn_circular_141' })
 */
export function checkTariff(
  tariff: Tariff,
  pack: RulePack,
  place: TariffPlace = 'product',
): Result<Tariff> {
  if (!/^[a-z][a-z0-9_]*$/.test(tariff.code)) {
    return invalid('tariff.code', 'It must be in snake case.');
  }
  if (!Number.isInteger(tariff.version) || tariff.version < 1) {
    return invalid('tariff.version', 'It must be a whole number of at least 1.');
  }
  if (tariff.effectiveTo !== undefined && tariff.effectiveTo <= tariff.effectiveFrom) {
    return invalid('tariff.effectiveTo', 'It must be after its first day.');
  }
  for (const [index, fee] of tariff.fees.entries()) {
    const field = `tariff.fees.${index}`;
    const same = (other: TariffFee) => other.kind === fee.kind && other.payer === fee.payer;
    if (tariff.fees.findIndex(same) !== index) {
      return invalid(`${field}.kind`, 'It stands in the list already.');
    }
    const refused = checkFee(fee, field) ?? checkPlace(fee, field, place);
    if (refused) return refused;
  }
  return checkFirstFees(tariff, pack, place) ?? checkSpread(tariff, pack) ?? ok(tariff);
}

function checkFee({ kind, payer, rule, due }: TariffFee, field: string): Refused | undefined {
  const shape = FEE_SHAPES[kind];
  if (!shape.payers.includes(payer)) {
    return invalid(`${field}.payer`, 'A fee of this kind is not paid by this side.');
  }
  if (!shape.due.includes(due)) {
    return invalid(`${field}.due`, 'A fee of this kind does not fall due then.');
  }
  if (rule.kind === 'fixed') {
    if (rule.amount < 0n) return invalid(`${field}.rule.amount`, 'It must not be negative.');
    if (rule.amount > MINOR_UNITS_MAX) return refuse('number_too_large', { field });
    const fromLender = kind === 'lender_management' || kind === 'interest_spread';
    if (fromLender && rule.amount > 0n) {
      return invalid(`${field}.rule.kind`, 'It must be a share, so that it is a rate.');
    }
    return undefined;
  }
  if (!Number.isInteger(rule.sharePpm) || rule.sharePpm < 0 || rule.sharePpm > MILLION) {
    return invalid(`${field}.rule.sharePpm`, 'It must be from 0 to 1000000.');
  }
  return checkShare({ kind, payer, rule, due }, field);
}

function checkShare({ kind, payer, rule, due }: TariffFee, field: string): Refused | undefined {
  const place = `${field}.rule.kind`;
  if (rule.kind === 'share_of_interest' && payer !== 'lender') {
    return invalid(place, 'Only a lender receives interest.');
  }
  if (rule.kind === 'share_of_outstanding' && due !== 'each_instalment') {
    return invalid(place, 'Only a fee in each instalment can follow the outstanding.');
  }
  if (rule.kind !== 'share_of_interest' && kind === 'interest_spread') {
    return invalid(place, 'A spread is a share of the interest.');
  }
  return kind === 'registration'
    ? invalid(place, 'A registration moves no money of which it is a share.')
    : undefined;
}

/** A fee that comes to nothing may be said anywhere. */
function checkPlace(fee: TariffFee, field: string, place: TariffPlace): Refused | undefined {
  const { tariff } = FEE_SHAPES[fee.kind];
  if (tariff === place || !isCharged(fee)) return undefined;
  switch (tariff) {
    case 'product':
      return invalid(`${field}.kind`, 'A fee of this kind stands in the tariff of a product.');
    case 'clients':
      return invalid(`${field}.kind`, 'A fee of this kind stands in the tariff for clients.');
    case 'none':
      return invalid(`${field}.kind`, 'The platform charges no fee of this kind.');
  }
}

function checkFirstFees(tariff: Tariff, pack: RulePack, place: TariffPlace): Refused | undefined {
  const rule = ruleInForce(pack, 'first_charge', tariff.effectiveFrom);
  if (rule?.value.earliest !== 'first_due_day') return undefined;
  const inAdvance = tariff.fees.some(
    (fee) =>
      fee.payer === 'borrower' &&
      isCharged(fee) &&
      // Whatever is borrowed can be withdrawn at once.
      (place === 'clients' || fee.due === 'disbursement'),
  );
  return inAdvance ? refuse('fee_in_advance', { clause: rule.clause }) : undefined;
}

function checkSpread(tariff: Tariff, pack: RulePack): Refused | undefined {
  const isTaken = tariff.fees.some((fee) => fee.kind === 'interest_spread' && isCharged(fee));
  if (!isTaken) return undefined;
  const allowed = checkAllowed(pack, 'interest_spread', tariff.effectiveFrom);
  return allowed.ok ? undefined : allowed;
}
