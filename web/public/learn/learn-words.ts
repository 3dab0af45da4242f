// How it all works and what can go wrong, in plain words.
import { declareWords, type Wording } from '../../ui/words/declare-words.ts';

export const LEARN_WORDS = declareWords('learn', {
  title: ['怎么运作，有什么风险', 'How it works, and what can go wrong'],
  lead: [
    '注册之前请先读完这一页。借款人和出借人都适用。',
    'Read this before you register, whether you want to borrow or to lend.',
  ],
  contents: ['本页内容', 'On this page'],
  fees: ['看全部费用', 'See all fees'],
  statistics: ['看实际数据', 'See what really happened'],
  register: ['读完了，去注册', 'I have read it: register'],
  calculators: ['算一算', 'Do the sums'],
});

export interface Chapter {
  readonly key: string;
  readonly title: Wording;
  readonly paragraphs: readonly Wording[];
  /** Steps or points below the paragraphs. */
  readonly points?: readonly Wording[];
  readonly isInOrder?: true;
}

export const CHAPTERS: readonly Chapter[] = [
  {
    key: 'what',
    title: ['这是一个什么平台', 'What this is'],
    paragraphs: [
      [
        '平台是信息中介：一边是需要借钱的人和企业，一边是愿意出借的人。平台把借款人的情况查实、评级、公布出来，撮合双方，记账，代为分配还款，并把结果公开。',
        'The platform is an information intermediary. It checks and grades those who want to borrow, publishes what it found, matches them with those who want to lend, keeps the books, distributes repayments and publishes the results.',
      ],
      [
        '平台自己不出借、不借入、不担保，也不把大家的钱归到一处。每一笔借款都是出借人和借款人之间的合同，谁借给谁、借了多少，都写得清清楚楚。',
        'It never lends, borrows, guarantees or pools money itself. Each loan is a contract between its lenders and its borrower; who lent how much to whom is written down.',
      ],
    ],
  },
  {
    key: 'loan',
    title: ['一笔借款怎么走', 'The life of a loan'],
    paragraphs: [
      [
        '从申请到结清，一笔借款依次经过这些环节：',
        'From application to end a loan goes through these stages:',
      ],
    ],
    isInOrder: true,
    points: [
      [
        '申请：借款人填写金额、期限、用途和收入，交上材料，同意查询征信。',
        'Apply: the borrower says how much, for how long and what for, hands in papers and agrees to a credit inquiry.',
      ],
      [
        '审核：平台核实材料，用公开的规则评分定级，定出利率和预期损失；要由人决定的，由一人决定，金额大的另一人复核。',
        'Assess: facts are verified, a published scorecard gives grade, rate and expected loss; what a person has to decide is decided by one and, where it is much, seen by another.',
      ],
      [
        '上架：标的公布借款人情况、等级、利率、费用、保障和风险，到时开始募集。',
        'List: the listing shows the borrower, grade, rate, fees, safeguards and risks, and opens at the time that it names.',
      ],
      [
        '募集：出借人逐笔出价，出价的钱在自己的存管账户里冻结，没有动。到期未满，全部解冻退回。',
        'Fund: lenders bid; what they bid is frozen in their own accounts and does not move. If the loan is not full in time, all of it is released.',
      ],
      [
        '签约放款：满标后签合同，钱由存管银行从出借人账户直接划到借款人账户，当天起息。',
        'Disburse: when it is full the contract is signed, and the custodian bank moves the money from the lenders to the borrower. Interest begins that day.',
      ],
      [
        '还款：借款人按计划还款，每一期由存管银行按各出借人的份额分到各人账户，一分不差。',
        'Repay: the borrower pays by the plan, and the bank divides each payment among the lenders by their shares, to the cent.',
      ],
      [
        '结清：全部还清，合同结束。也可以提前还款，少付后面的利息。',
        'Close: when all is repaid the contract ends. Early repayment saves the interest that would have followed.',
      ],
    ],
  },
  {
    key: 'money',
    title: ['钱在哪里，怎么动', 'Where the money is'],
    paragraphs: [
      [
        '每个人的钱都在存管银行自己名下的账户里。平台只能发出指令，钱只在本人授权的范围内移动：出价、还款、交费、提现，各有各的授权，可以随时收回还没用到的部分。',
        'Everybody’s money lies at the custodian bank in an account of their own. The platform can only send instructions, and money moves only as its owner has authorised: bids, repayments, fees and withdrawals each have an authorisation, which can be taken back as far as it was not used.',
      ],
      [
        '每天日终，平台的账和银行的账逐笔核对，有差异就不关账，也不公布新数据。',
        'Each evening the platform’s books are compared with the bank’s, line by line. While anything differs the day is not closed and no new figures are published.',
      ],
    ],
  },
  {
    key: 'risks',
    title: ['出借有什么风险', 'What lenders risk'],
    paragraphs: [
      [
        '出借不是存款，没有存款保险，也没有人承诺一定收回。可能发生的有：',
        'Lending is no deposit. No insurance stands behind it and nobody promises that the money comes back. What can happen:',
      ],
    ],
    points: [
      [
        '借款人不还：收入中断、生意失败、蓄意拖欠。等级越低，发生得越多；等级高的也会发生。',
        'The borrower does not pay: lost income, a failed business, bad faith. The lower the grade the more often; it happens to the best grade too.',
      ],
      [
        '还得晚：钱不能按预期的日子收到，急用时拿不出来。',
        'The borrower pays late, and the money is not there when you counted on it.',
      ],
      [
        '提前还：本金早早收回，后面的利息没有了，要重新找出借机会。',
        'The borrower pays early, and the interest that you expected does not come.',
      ],
      [
        '转不出去：合同到期之前，可能没有别人愿意接手。',
        'Nobody may want to take over a claim before its end.',
      ],
      [
        '集中：把钱都借给一两个人，一个人出事就损失一大块。分散到很多笔，损失更接近平均水平，但不会消失。',
        'Concentration: with all your money in one or two loans, one failure takes much of it. Spread over many, losses come closer to the average, and do not disappear.',
      ],
      [
        '预测会错：等级和预期损失是根据过去估计的，经济变差时实际损失会更高。',
        'Forecasts are wrong: grades and expected losses are estimated from the past. In bad times more is lost.',
      ],
    ],
  },
  {
    key: 'default',
    title: ['借款人不还，会怎样', 'What happens when a borrower does not pay'],
    paragraphs: [
      [
        '应还日没有收到钱，第二天起就算逾期，出借人和公众都能看到。之后按这样的次序处理：',
        'What is not paid on its day is overdue from the next, and lenders and the public can see it. Then, in this order:',
      ],
    ],
    isInOrder: true,
    points: [
      [
        '提醒和联系：先提醒，再联系，时间和次数有规定，不联系无关的人，每一次都留记录。',
        'Reminders and contact: at decent hours, not too often, never to people who have nothing to do with it, each on record.',
      ],
      [
        '罚息：逾期期间按合同按日计收，归出借人，不归平台。',
        'Penalty: by the contract and by the day. It goes to the lenders, not to the platform.',
      ],
      [
        '商量办法：确有困难的，可以申请延期或重排计划，须两人决定，出借人的本金不减。',
        'A new plan: who is in real hardship may ask for one. Two persons decide; lenders’ principal stays what it is.',
      ],
      [
        '保障：有担保的，到约定的日子由担保机构代偿；有准备金的，按公布的规则动用。',
        'Safeguards: where somebody stands behind the loan, they pay on the agreed day; where a reserve covers it, it is used by its published rule.',
      ],
      [
        '违约：逾期超过合同约定的天数，认定违约，可以宣布全部到期，走法律程序。',
        'Default: after the days that the contract names. All of it may then become due at once, and go to court.',
      ],
      [
        '核销和追偿：收不回来的，由两人决定核销，从余额中减去，如实公布；之后收回多少，就补给出借人多少。',
        'Write-off and recovery: what cannot be collected is written off by two persons, leaves the balance and is published. Whatever comes back later goes to the lenders.',
      ],
      [
        '损失：到最后仍没有收回的，由出借人按份额承担。平台不垫付。',
        'Loss: what is missing in the end is borne by the lenders by their shares. The platform does not step in.',
      ],
    ],
  },
  {
    key: 'safeguards',
    title: ['保障是什么，不是什么', 'What safeguards are and are not'],
    paragraphs: [
      [
        '有些借款有担保机构、抵押物或风险准备金。标的页会先写清楚由谁、在第几天、付多少，也会写清楚它可能付不出来。',
        'Behind some loans stand guarantors, collateral or a risk reserve. The loan’s page says first who pays, when and how much, and also that it may fail.',
      ],
      [
        '担保机构自己也可能出问题；抵押物可能卖不到估值；准备金用完了就没有了。有保障不等于没有风险。',
        'A guarantor may fail, collateral may sell for less, and a reserve that is used up is gone. A safeguard is not the absence of risk.',
      ],
    ],
  },
  {
    key: 'returns',
    title: ['利率和到手的收益不是一回事', 'The rate is not what you get'],
    paragraphs: [
      [
        '合同利率是借款人付的。出借人到手的，要减去利差、服务费和损失，还要算上钱闲着没借出去的那些天。看收益时，请看扣除损失之后的数。',
        'The contract’s rate is what the borrower pays. What reaches lenders is less the spread, fees and losses, and less for the days on which money lay idle. Look at returns after losses.',
      ],
    ],
  },
  {
    key: 'borrowers',
    title: ['借款人要想清楚的事', 'What borrowers should think about'],
    paragraphs: [
      [
        '看年化综合成本，不要只看利率；每月还款不要超过收入能承受的部分；逾期会有罚息，会影响征信，以后借款更难。还不上时，早说比不说好，平台有困难帮扶的办法。',
        'Look at the all-in rate and not at the rate alone. Do not owe more a month than your income bears. Being late costs a penalty and your credit record. If you cannot pay, say so early: there are ways to help.',
      ],
    ],
  },
  {
    key: 'safety',
    title: ['防骗', 'Do not be cheated'],
    paragraphs: [['记住这几条：', 'Remember:']],
    points: [
      [
        '工作人员不会问您要密码或验证码，也不会让您把钱转到个人账户。',
        'Staff never ask for your password or a code, and never want money in a private account.',
      ],
      [
        '放款之前不收任何费用。要求先交钱才放款的，都是骗子。',
        'Nothing is paid before a loan is paid out. Whoever wants money first is a cheat.',
      ],
      [
        '说没有风险、一定收回的，不要信。',
        'Do not believe anybody who says that there is no risk.',
      ],
    ],
  },
];
