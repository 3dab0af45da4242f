// Every route of the API is registered here, and nowhere else.
import type { FastifyInstance } from 'fastify';
import { registerDayCloseReads } from '../calendar/close-route.ts';
import { registerDayClock, registerDays } from '../calendar/day-route.ts';
import { registerClaims } from '../claim/claim-route.ts';
import { registerPortfolio, registerPortfolioTime } from '../claim/portfolio-route.ts';
import { registerTaxYears } from '../claim/tax-year-route.ts';
import { registerDisclosure } from '../disclosure/disclosure-route.ts';
import { registerBookReads } from '../ledger/book-route.ts';
import { registerOfficeLedger, registerOwnLedger } from '../ledger/ledger-route.ts';
import { registerApplying, registerTerms } from '../loan/application-route.ts';
import { registerArrears, registerReschedules } from '../loan/arrears-route.ts';
import { registerBids } from '../loan/bid-route.ts';
import { registerCollection } from '../loan/collection-route.ts';
import { registerCorrections } from '../loan/correction-route.ts';
import { registerDraftEnd, registerDraftReads, registerDraftSaving } from '../loan/draft-route.ts';
import { registerApplicationPreview, registerBorrowing } from '../loan/loan-route.ts';
import { registerLending, registerMarket } from '../loan/market-route.ts';
import { registerOfficeHome, registerReviewReads } from '../loan/office-home-route.ts';
import {
  registerAdvanceReads,
  registerOfficeLoanReads,
  registerOfficeReports,
} from '../loan/office-read-route.ts';
import {
  registerAdvances,
  registerAssessing,
  registerDeciding,
  registerListing,
} from '../loan/office-route.ts';
import { registerOwnLoanReads } from '../loan/own-loan-route.ts';
import { registerQuote } from '../loan/quote.ts';
import { registerRepayments } from '../loan/repayment-route.ts';
import { registerNotices, registerOfficeNotices } from '../notice/notice-route.ts';
import { registerCustodyAccounts, registerVerification } from '../people/admission-route.ts';
import { registerAuthority } from '../people/authority-route.ts';
import { registerBecomingClient, registerOwnChoices } from '../people/client-route.ts';
import { registerOfficeClientReads } from '../people/office-clients-route.ts';
import {
  registerOfficeClients,
  registerOfficeOperator,
  registerOfficeUsers,
} from '../people/office-route.ts';
import { registerStandings } from '../people/office-standing-route.ts';
import { registerProfile } from '../people/profile-route.ts';
import { registerSession, registerSignIn } from '../people/sign-in-route.ts';
import { registerSurvey, registerSurveyAnswers } from '../people/survey-route.ts';
import {
  registerClientTariff,
  registerClientTariffChanges,
} from '../product/client-tariff-route.ts';
import { registerProductChanges, registerProducts } from '../product/product-route.ts';
import { registerCollateralList } from '../safeguard/collateral-list-route.ts';
import { registerCollateral, registerCollateralEnds } from '../safeguard/collateral-route.ts';
import { registerCompensations, registerDeposits } from '../safeguard/compensation-route.ts';
import {
  registerAsking,
  registerGuarantorReads,
  registerGuarantors,
} from '../safeguard/guarantor-route.ts';
import { registerPartnerCommands, registerPartnerReads } from '../safeguard/partner-route.ts';
import {
  registerReserveMandates,
  registerReserveReads,
  registerReserves,
  registerReserveUse,
} from '../safeguard/reserve-route.ts';
import { registerSupervisedLoans, registerSupervision } from '../supervision/supervision-route.ts';
import { registerMandates, registerMoneyInAndOut } from '../wallet/money-route.ts';
import { registerOfficeFlows } from '../wallet/office-flows-route.ts';
import { registerOfficeMoneyReads } from '../wallet/office-money-route.ts';
import { registerBreakWork, registerReceiptWork } from '../wallet/office-route.ts';
import { registerWalletReads } from '../wallet/wallet-route.ts';
import {
  registerCaseQueues,
  registerCaseReads,
  registerOwnCaseReads,
} from '../work/case-read-route.ts';
import { registerCaseWork } from '../work/case-route.ts';
import { registerCollectionBoard } from '../work/collection-board-route.ts';
import { registerCostPayments, registerCostReads } from '../work/collection-cost-route.ts';
import {
  registerCollectionWork,
  registerHardship,
  registerLegalWork,
} from '../work/collection-work-route.ts';
import { registerInterviewWork, registerOwnInterview } from '../work/interview-route.ts';
import { registerEvents } from './events-route.ts';
import { registerHealth } from './health.ts';
import { registerPlatform } from './platform.ts';
import type { RouteContext } from './route-context.ts';

export function registerRoutes(app: FastifyInstance, context: RouteContext): void {
  for (const register of [...PUBLIC, ...CLIENTS, ...OFFICE]) register(app, context);
}

type Register = (app: FastifyInstance, context: RouteContext) => void;

const PUBLIC: readonly Register[] = [
  registerHealth,
  registerPlatform,
  registerSignIn,
  registerSession,
  registerEvents,
  registerQuote,
  registerProducts,
  registerClientTariff,
  registerMarket,
  registerDisclosure,
  registerApplicationPreview,
  registerBecomingClient,
];

const CLIENTS: readonly Register[] = [
  registerProfile,
  registerVerification,
  registerCustodyAccounts,
  registerOwnChoices,
  registerSurvey,
  registerMoneyInAndOut,
  registerMandates,
  registerWalletReads,
  registerOwnLedger,
  registerLending,
  registerBids,
  registerClaims,
  registerPortfolio,
  registerPortfolioTime,
  registerTaxYears,
  registerDraftReads,
  registerDraftSaving,
  registerDraftEnd,
  registerApplying,
  registerTerms,
  registerBorrowing,
  registerOwnLoanReads,
  registerOwnInterview,
  registerRepayments,
  registerNotices,
  registerHardship,
  registerOwnCaseReads,
  registerPartnerReads,
  registerPartnerCommands,
  registerDeposits,
  registerCompensations,
  registerReserveMandates,
  registerReserveReads,
];

const OFFICE: readonly Register[] = [
  registerOfficeUsers,
  registerOfficeClients,
  registerOfficeClientReads,
  registerSurveyAnswers,
  registerStandings,
  registerOfficeOperator,
  registerAuthority,
  registerProductChanges,
  registerClientTariffChanges,
  registerOfficeLoanReads,
  registerOfficeReports,
  registerOfficeHome,
  registerReviewReads,
  registerAssessing,
  registerDeciding,
  registerListing,
  registerCollection,
  registerArrears,
  registerReschedules,
  registerCorrections,
  registerGuarantors,
  registerAsking,
  registerGuarantorReads,
  registerReserves,
  registerReserveUse,
  registerCollateral,
  registerCollateralEnds,
  registerCollateralList,
  registerAdvances,
  registerAdvanceReads,
  registerOfficeLedger,
  registerBookReads,
  registerOfficeMoneyReads,
  registerOfficeFlows,
  registerBreakWork,
  registerReceiptWork,
  registerDays,
  registerDayClock,
  registerDayCloseReads,
  registerOfficeNotices,
  registerCaseReads,
  registerCaseQueues,
  registerCollectionBoard,
  registerCaseWork,
  registerInterviewWork,
  registerCollectionWork,
  registerLegalWork,
  registerCostPayments,
  registerCostReads,
  registerSupervision,
  registerSupervisedLoans,
];
