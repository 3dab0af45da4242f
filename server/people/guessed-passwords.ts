// Passwords that are guessed first, in small letters. Those shorter than ten characters are refused anyway.

const IN_ROWS = `
  0123456789 1234567890 12345678910 123456789a 123456789q 1234567891 9876543210 0987654321
  1234554321 1122334455 1111122222 1231231234 123123123123 123456123456 1234567887654321
  147258369a 1472583690 7894561230 1020304050 5201314520 1314520520 a123456789 aa123456789
  aa12345678 q123456789 z123456789 abc1234567 abc123456789 abcd123456 abcd1234567 abcdefghij
  abcdefghijk abcdefg123 asd1234567 asdf123456 asdfghjkl1 asdfghjkl123 qwe1234567 qweasdzxc1
  qweasdzxc123 qwer123456 qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyuiop1 qwertyuiop123
  qwertyuiopasdfghjkl qazwsxedcr qazwsxedcrfv 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3e 1qaz2wsx3edc
  1qazxsw23edc zaq12wsxcde3 zxcvbnm123 zxcvbnm1234 zxcvbnm123456 q1w2e3r4t5 q1w2e3r4t5y6
  poiuytrewq a1b2c3d4e5 a1s2d3f4g5 1a2b3c4d5e p@ssw0rd12 p@ssw0rd123 passw0rd12 passw0rd123
  password00 password01 password10 password11 password12 password123 password1234 password12345
  password1! password123! passwordpassword mypassword mypassword1 letmein123 letmein1234
  welcome123 welcome1234 admin12345 admin123456 administrator administrator1 adminadmin
  adminadmin1 changeme123 changeme1234 iloveyou12 iloveyou123 iloveyou520 iloveyou1314
  iloveyou5201314 sunshine12 sunshine123 princess12 princess123 football12 football123 baseball12
  baseball123 superman12 superman123 dragon1234 monkey1234 shadow1234 master1234 michael123
  charlie123 computer12 computer123 internet12 internet123 trustno1trustno1 whatever12 whatever123
  starwars12 starwars123 liverpool1 liverpool123 chelsea123 arsenal123 manchester1 woaini1314
  woaini5201314 woaini1234 woaini123456 woaiwojia1 wodemima123 wodemima1234 mima123456 zhongguo123
  zhongguo1949 beijing2008 shanghai123 woshishui1 nishishui1 caonima123 wang123456 zhang123456
  li123456789 liu123456789 chen123456 yang123456 mutua12345 mutua123456 mutuamutua lending123
  lender12345 borrower12 borrower123`;

export const GUESSED_PASSWORDS: ReadonlySet<string> = new Set(IN_ROWS.trim().split(/\s+/));
