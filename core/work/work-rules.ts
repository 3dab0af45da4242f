// The rules of cases, and of the work of collection and of interviews in them.
import { bookInterview } from './book-interview.ts';
import { closeCase, sendBackCase, submitCase } from './end-case.ts';
import { finishCaseStep } from './finish-step.ts';
import { decideLegalAction, recordCollectionCost, recordCourtStage } from './go-to-court.ts';
import { openCase } from './open-case.ts';
import { pauseCase, resumeCase } from './pause-case.ts';
import { declineCollectionCost, releaseCollectionCost } from './pay-cost.ts';
import { recordContact } from './record-contact.ts';
import { recordInterview } from './record-interview.ts';
import { recordPromise } from './record-promise.ts';
import { cancelCase, escalateCase, reopenCase } from './reopen-case.ts';
import { requestHardship } from './request-hardship.ts';
import { handOverCase, takeCase } from './take-case.ts';
import { workCase } from './work-case.ts';

export const WORK_RULES = {
  OpenCase: openCase,
  TakeCase: takeCase,
  HandOverCase: handOverCase,
  PauseCase: pauseCase,
  ResumeCase: resumeCase,
  FinishCaseStep: finishCaseStep,
  SubmitCase: submitCase,
  CloseCase: closeCase,
  SendBackCase: sendBackCase,
  ReopenCase: reopenCase,
  CancelCase: cancelCase,
  EscalateCase: escalateCase,
  WorkCase: workCase,
  BookInterview: bookInterview,
  RecordInterview: recordInterview,
  RecordContact: recordContact,
  RecordPromise: recordPromise,
  RequestHardship: requestHardship,
  DecideLegalAction: decideLegalAction,
  RecordCourtStage: recordCourtStage,
  RecordCollectionCost: recordCollectionCost,
  ReleaseCollectionCost: releaseCollectionCost,
  DeclineCollectionCost: declineCollectionCost,
} as const;
