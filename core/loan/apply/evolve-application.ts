// What the events of applications change.
import type { CreditFile, Fact, FactName } from '../../credit/fact.ts';
import type { Stamp } from '../../decision.ts';
import type { Evolutions } from '../../evolutions.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { ZERO } from '../../money/minor-units.ts';
import { newBorrower } from '../../people/client.ts';
import type { WorldDraft } from '../../world.ts';
import type { LoanApplication } from '../application.ts';
import type { ApplicationEvent, LoanApplied } from './events.ts';

export const APPLICATION_EVOLUTIONS: Evolutions<ApplicationEvent> = {
  LoanApplied: evolveLoanApplied,
  FactRecorded: (world, { loanId, name, makerId, personal }) => {
    const application = applicationIn(world, loanId);
    const file = personal ? withFact(application.file, name, personal.fact) : application.file;
    world.put('application', prepared({ ...application, file }, makerId));
  },
  DocumentRecorded: (world, { loanId, document, makerId }) => {
    const application = applicationIn(world, loanId);
    const documents = [...application.documents.filter((one) => one !== document), document];
    world.put('application', prepared({ ...application, documents }, makerId));
  },
};

/** What the borrower wrote stays beside what others found, so that both can be compared. */
function withFact(file: CreditFile, name: FactName, fact: Fact): CreditFile {
  const before = file[name];
  const said = before?.source === 'borrower' ? before.value : before?.said;
  const isBorrowers = fact.source === 'borrower' || said === undefined;
  return { ...file, [name]: isBorrowers ? fact : { ...fact, said } };
}

function evolveLoanApplied(world: WorldDraft, event: LoanApplied, stamp: Stamp): void {
  const { loanId, borrowerId, productCode, productVersion, currency, loanAmount } = event;
  const { termMonths, repaymentMethod, purpose, channel, security, documents, consents } = event;
  world.put('loan', {
    ...{ id: loanId, borrowerId, state: 'applied', transitions: 1 },
    ...{ productCode, productVersion, currency, loanAmount, termMonths, repaymentMethod, purpose },
    ...{ security, fees: [], accepted: ZERO, frozen: ZERO },
  });
  world.put('transition', { loanId, number: 1, to: 'applied', event: 'LoanApplied', ...stamp });
  world.put('application', {
    ...{ loanId, channel, security, documents, consents },
    ...{ file: event.personal?.file ?? {}, preparedBy: [], assessments: 0, changedSince: false },
  });
  const borrower = world.get('borrower', borrowerId) ?? newBorrower(borrowerId);
  world.put('borrower', { ...borrower, openLoanId: loanId });
}

function prepared(application: LoanApplication, makerId: Id | undefined): LoanApplication {
  const { preparedBy } = application;
  const isNew = makerId !== undefined && !preparedBy.includes(makerId);
  return {
    ...application,
    preparedBy: isNew ? [...preparedBy, makerId] : preparedBy,
    changedSince: true,
  };
}

function applicationIn(world: WorldDraft, loanId: Id): LoanApplication {
  const application = world.get('application', loanId);
  assert(application !== undefined, 'An event is about an application that was filed.');
  return application;
}
