// The four components of what a borrower owes, and amounts that are kept apart by them.
import { least, type MinorUnits, minus, plus, ZERO } from '../../money/minor-units.ts';

/** Penalty, fee, interest or principal: there is no fifth (glossary 4.1). */
export type Component = 'penalty' | 'fee' | 'interest' | 'principal';

export const COMPONENTS: readonly Component[] = ['penalty', 'fee', 'interest', 'principal'];

/** One amount for each component. */
export type ComponentAmounts = Readonly<Record<Component, MinorUnits>>;

export const NO_AMOUNTS: ComponentAmounts = {
  penalty: ZERO,
  fee: ZERO,
  interest: ZERO,
  principal: ZERO,
};

/**
 * Amounts of which only some are given; the others are zero.
 *
 * @example amountsOf({ fee: minorUnits(5n) }).interest // 0n
 */
export function amountsOf(given: Partial<ComponentAmounts>): ComponentAmounts {
  return { ...NO_AMOUNTS, ...given };
}

/**
 * All four together.
 *
 * @example totalOfAmounts(amountsOf({ fee: minorUnits(5n), principal: minorUnits(7n) })) // 12n
 */
export function totalOfAmounts(amounts: ComponentAmounts): MinorUnits {
  return plus(plus(amounts.penalty, amounts.fee), plus(amounts.interest, amounts.principal));
}

/**
 * The same amounts with one of them changed by so much.
 *
 * @example
 * addToAmount(amountsOf({ fee: minorUnits(5n) }), 'fee', minorUnits(2n))
 * // amountsOf({ fee: minorUnits(7n) })
 */
export function addToAmount(
  amounts: ComponentAmounts,
  component: Component,
  change: MinorUnits,
): ComponentAmounts {
  return { ...amounts, [component]: plus(amounts[component], change) };
}

/**
 * Component by component, the sum.
 *
 * @example
 * plusAmounts(amountsOf({ fee: minorUnits(5n) }), amountsOf({ fee: minorUnits(1n) }))
 * // amountsOf({ fee: minorUnits(6n) })
 */
export function plusAmounts(left: ComponentAmounts, right: ComponentAmounts): ComponentAmounts {
  return {
    penalty: plus(left.penalty, right.penalty),
    fee: plus(left.fee, right.fee),
    interest: plus(left.interest, right.interest),
    principal: plus(left.principal, right.principal),
  };
}

/**
 * Component by component, the difference.
 *
 * @example
 * minusAmounts(amountsOf({ fee: minorUnits(5n) }), amountsOf({ fee: minorUnits(1n) }))
 * // amountsOf({ fee: minorUnits(4n) })
 */
export function minusAmounts(left: ComponentAmounts, right: ComponentAmounts): ComponentAmounts {
  return {
    penalty: minus(left.penalty, right.penalty),
    fee: minus(left.fee, right.fee),
    interest: minus(left.interest, right.interest),
    principal: minus(left.principal, right.principal),
  };
}

/**
 * The lesser of two amounts, component by component.
 *
 * @example leastAmounts(amountsOf({ fee: minorUnits(2n) }), amountsOf({ fee: minorUnits(5n) })) // amountsOf({ fee: minorUnits(2n) })
 */
export function leastAmounts(left: ComponentAmounts, right: ComponentAmounts): ComponentAmounts {
  return {
    penalty: least(left.penalty, right.penalty),
    fee: least(left.fee, right.fee),
    interest: least(left.interest, right.interest),
    principal: least(left.principal, right.principal),
  };
}

/**
 * Whether the two are the same in every component.
 *
 * @example sameAmounts(NO_AMOUNTS, amountsOf({ fee: minorUnits(1n) })) // false
 */
export function sameAmounts(left: ComponentAmounts, right: ComponentAmounts): boolean {
  return COMPONENTS.every((component) => left[component] === right[component]);
}
