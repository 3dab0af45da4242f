// Every read of the API that a page uses, by the address of its route, with the shape of its answer.
import type { NoticeOnWire } from '@mutua/contract/notice/notice.ts';
import type { SessionOnWire } from '@mutua/contract/people/sign-in.ts';
import type { OwnSurvey } from '@mutua/contract/people/survey.ts';
import type { PageOf } from '../page-of.ts';
import type { BorrowReads } from './borrow-reads.ts';
import type { DisclosureReads } from './disclosure-reads.ts';
import type { LendPathReads } from './lend-path-reads.ts';
import type { LendReads } from './lend-reads.ts';
import type { OfficeMoneyReads } from './office-money-reads.ts';
import type { OfficeReads } from './office-reads.ts';
import type { PublicReads } from './public-reads.ts';
import type { SuperviseReads } from './supervise-reads.ts';

export interface Reads
  extends PublicReads,
    DisclosureReads,
    LendReads,
    LendPathReads,
    BorrowReads,
    OfficeReads,
    OfficeMoneyReads,
    SuperviseReads {
  '/api/session': SessionOnWire;
  '/api/notices': PageOf<NoticeOnWire>;
  '/api/survey': OwnSurvey;
}
