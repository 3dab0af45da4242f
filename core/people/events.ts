// What can happen to people and organisations, in the past tense. What is personal stands under `personal`
// and is not kept in the log.
import type { OperatorTime } from '../calendar/business-date.ts';
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import type { RegistrationFee } from '../product/tariff.ts';
import type { Day } from '../time/day.ts';
import type { StaffPosition } from './actor.ts';
import type { AuthorityTable } from './authority.ts';
import type { ClientKind, ClientRole, PartnerKind } from './client.ts';
import type { Consent } from './consent.ts';
import type { Identity } from './identity.ts';
import type { Licence } from './operator.ts';
import type { QuestionnaireTaken } from './questionnaire-taken.ts';
import type { Credentials, UserKind } from './sign-in.ts';
import type { SurveyAnswer } from './survey.ts';

/** The data of a user that can be blotted out. */
export interface PersonalData {
  readonly identity: Identity;
  readonly credentials: Credentials;
}

/** The platform belongs to this operator from now on. */
export interface OperatorInstalled {
  readonly kind: 'OperatorInstalled';
  readonly operatorId: Id;
  readonly name: string;
  readonly creditCode: string;
  readonly packId: string;
  readonly licences: readonly Licence[];
  readonly time: OperatorTime;
}

/** From now on business dates end by another clock. */
export interface OperatorTimeSet {
  readonly kind: 'OperatorTimeSet';
  readonly time: OperatorTime;
}

export interface LicenceRecorded {
  readonly kind: 'LicenceRecorded';
  readonly name: string;
  readonly validUntil: Day;
}

export interface ClientRegistered {
  readonly kind: 'ClientRegistered';
  readonly clientId: Id;
  readonly clientNumber: number;
  readonly clientKind: ClientKind;
  readonly roles: readonly ClientRole[];
  readonly region: string;
  readonly isInstitution: boolean;
  readonly partnerKind?: PartnerKind;
  readonly consents: readonly Consent[];
  /** What it costs by the tariff of the day; left out where it is free. */
  readonly registrationFees?: readonly RegistrationFee[];
  readonly personal?: PersonalData;
}

/** Somebody who is no client may sign in. */
export interface UserRegistered {
  readonly kind: 'UserRegistered';
  readonly userId: Id;
  readonly userKind: Exclude<UserKind, 'client'>;
  readonly positions: readonly StaffPosition[];
  readonly personal?: PersonalData;
}

export interface IdentityVerified {
  readonly kind: 'IdentityVerified';
  readonly clientId: Id;
  /** The source's own number of its answer. */
  readonly reference: string;
  readonly personal?: { readonly birthDay?: Day };
}

/** The name stands on a list, perhaps: somebody has to look before the client goes on. */
export interface ClientHeld {
  readonly kind: 'ClientHeld';
  readonly clientId: Id;
}

/** Somebody looked, and the client goes on. */
export interface ClientCleared {
  readonly kind: 'ClientCleared';
  readonly clientId: Id;
  readonly reason: string;
}

export interface CustodyAccountOpened {
  readonly kind: 'CustodyAccountOpened';
  readonly clientId: Id;
  readonly role: ClientRole;
  readonly account: string;
  readonly currency: Currency;
}

export interface QuestionnaireAnswered extends Omit<QuestionnaireTaken, 'id' | 'answers'> {
  readonly kind: 'QuestionnaireAnswered';
  readonly takingId: Id;
  readonly personal?: Pick<QuestionnaireTaken, 'answers'>;
}

/** How content a client is, as lender or as borrower; what it wrote beside is personal. */
export interface SurveyAnswered extends Omit<SurveyAnswer, 'id' | 'comment'> {
  readonly kind: 'SurveyAnswered';
  readonly answerId: Id;
  readonly personal?: Required<Pick<SurveyAnswer, 'comment'>>;
}

export interface BiddingStopped {
  readonly kind: 'BiddingStopped';
  readonly lenderId: Id;
}

export interface BiddingResumed {
  readonly kind: 'BiddingResumed';
  readonly lenderId: Id;
}

/** One compliance officer asks for a freeze or its end; another one bears it out. */
export interface FreezeRequested {
  readonly kind: 'FreezeRequested';
  readonly clientId: Id;
  readonly asked: 'freeze' | 'unfreeze';
  readonly makerId: Id;
  readonly reason: string;
}

export interface ClientFrozen {
  readonly kind: 'ClientFrozen';
  readonly clientId: Id;
  readonly reason: string;
}

export interface ClientUnfrozen {
  readonly kind: 'ClientUnfrozen';
  readonly clientId: Id;
  readonly reason: string;
}

/** Whether the client is linked to the operator. */
export interface RelationDeclared {
  readonly kind: 'RelationDeclared';
  readonly clientId: Id;
  readonly isRelatedParty: boolean;
  readonly reason: string;
}

export interface AuthorityProposed extends Omit<AuthorityTable, 'name' | 'checkerId'> {
  readonly kind: 'AuthorityProposed';
}

/** Another person released the limits: they hold from their first day on. */
export interface AuthorityApproved {
  readonly kind: 'AuthorityApproved';
  readonly number: number;
  readonly checkerId: Id;
}

export type PeopleEvent =
  | AuthorityProposed
  | AuthorityApproved
  | OperatorInstalled
  | OperatorTimeSet
  | LicenceRecorded
  | ClientRegistered
  | UserRegistered
  | IdentityVerified
  | ClientHeld
  | ClientCleared
  | CustodyAccountOpened
  | QuestionnaireAnswered
  | SurveyAnswered
  | BiddingStopped
  | BiddingResumed
  | FreezeRequested
  | ClientFrozen
  | ClientUnfrozen
  | RelationDeclared;
