// What fields say of the books: the close of a day, the accounts of the ledger, money on its way, and collection.

export const BOOK_FIELD_WORDS: Readonly<Record<string, string>> = {
  opening: 'What stood there when the day began.',
  moneyIn: 'What came in.',
  moneyOut: 'What went out.',
  ledger: 'What the ledger says.',
  custodian: 'What the custodian said when the books were compared.',
  provider: 'What the payment provider said when the books were compared.',
  difference: 'What the others say less what the ledger says.',
  custody: 'What lay at the custodian.',
  coming: 'What open holds are going to bring.',
  topUps: 'Top-ups that the bank has not answered.',
  withdrawals: 'Withdrawals that are not paid yet.',
  receipts: 'Receipts of which nobody knows yet whose they are.',
  overdue: 'What is due and not paid.',
  promised: 'What the borrower promised to pay.',
  'borrower.owed': 'Outstanding principal of all loans here.',
  'items.description': 'What it is.',
  timeZone: 'A time zone by its name in the IANA database.',
};
