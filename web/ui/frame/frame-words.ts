// The words of the frames around pages.
import { declareWords } from '../words/declare-words.ts';

export const FRAME_WORDS = declareWords('ui.frame', {
  skip: ['跳到正文', 'Skip to the content'],
  navigation: ['主导航', 'Main navigation'],
  home: ['首页', 'Home'],
  market: ['出借市场', 'Market'],
  quote: ['借款试算', 'Borrow'],
  statistics: ['运营数据', 'Statistics'],
  learn: ['怎么运作', 'How it works'],
  fees: ['费用', 'Fees'],
  tour: ['走一遍', 'Tour'],
  openapi: ['开放接口', 'API'],
  signIn: ['登录', 'Sign in'],
  register: ['开户', 'Register'],
  signOut: ['退出', 'Sign out'],
  mine: ['我的页面', 'My pages'],
  notices: ['通知', 'Notices'],
  language: ['English', '中文'],
  intermediary: [
    'Mutua 互信是信息中介：撮合、记账、服务、披露；不出借、不借入、不担保、不归集资金。出借有风险，可能损失本金。',
    'Mutua is an information intermediary: it matches, keeps the books, services and discloses. It never lends, borrows, guarantees or pools money. Lending has risks; you may lose principal.',
  ],
  demo: [
    '这是演示：人和钱都是虚构的，银行是沙箱。',
    'This is a demo: persons and money are invented, the bank is a sandbox.',
  ],
  lendHome: ['首页', 'Home'],
  lendClaims: ['债权', 'Claims'],
  lendMoney: ['资金', 'Money'],
  lendStatement: ['流水', 'Statement'],
  lendPath: ['出借六步', 'Six steps'],
  borrowHome: ['我的借款', 'My loans'],
  apply: ['申请借款', 'Apply'],
  version: ['版本 {{version}}', 'Version {{version}}'],
  installation: ['安装 {{id}}，始于 {{day}}', 'Installation {{id}}, since {{day}}'],
  silent: ['服务器没有回答。', 'The server does not answer.'],
});
