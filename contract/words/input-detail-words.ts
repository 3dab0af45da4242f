// What is wrong with one field, from the English sentence that the refusing code gives to the Chinese one.
//
// A name in braces stands for a figure or a code, which is carried over as it is; but `{expected}`,
// `{values}`, `{branches}`, `{branch}`, `{bounds}` and `{bound}` stand for words that have their own Chinese.
// Where several sentences fit, the first does.

type Sentences = Readonly<Record<string, string>>;

export const INPUT_DETAILS: Sentences = {
  // What is there and what is not.
  'It is missing.': '此项必填。',
  'It must lie within the transfer.': '须在该笔流水金额之内。',
  'It is missing; it must be {expected}.': '此项必填，须为{expected}。',
  'It is missing; it says how to repay.': '此项必填，用以说明如何还款。',
  'It is missing; this engine counts its days from it.': '此项必填；该引擎从该日起计算天数。',
  'It is missing; a life counts its days from it.': '此项必填；mutua calc life 从该日起计算天数。',
  'It is missing; only dates do without it.': '此项必填；仅当全部使用日期时可以不填。',
  'It is missing; with several disbursements each has its amount.':
    '此项必填；有多笔放款时，每笔均须注明金额。',
  'It is missing; first, every and unit belong to a list of n amounts.':
    '此项必填；first、every 和 unit 仅用于含 n 笔金额的列表。',
  'It is missing, and the interest depends on the dates.': '此项必填；利息的计算取决于日期。',
  'It is missing, and so is a date.': '此项与 date 须填写一项。',
  'It is missing, and so is financed.': '此项与 financed 须至少填写一项。',
  'It is missing, and financed and annual_effective_rate_percent are not both there.':
    '须填写此项，或同时填写 financed 和 annual_effective_rate_percent。',
  'It is missing, and refEnd says nothing without it.': '已填写 refEnd，须同时填写此项。',
  'It is missing, and refStart says nothing without it.': '已填写 refStart，须同时填写此项。',
  'This day count needs refStart and refEnd.': '该日计息规则须同时填写 refStart 和 refEnd。',
  'A day count is given already.': '已指定日计息规则，不能再填写此项。',
  'There is a time already.': '已填写时间，不能再填写此项。',
  'What is received stands in drawdowns already.': '收到的金额已在 drawdowns 中填写。',
  'It stands among the numbers already.': '该值已在参数中给出。',
  'It contradicts the type among the numbers.': '与参数中的 type 相矛盾。',
  'It cannot be given beside graceOnInterest.': '不能与 graceOnInterest 同时填写。',
  'It must have either amount or percent.': 'amount 和 percent 须填写其中一项。',
  'It must have either from (and to) or months.':
    '须填写 from（可同时填写 to）或 months，二者只选其一。',
  'It must have one of amount, percentOfPrincipal and percentOfOutstanding.':
    'amount、percentOfPrincipal 和 percentOfOutstanding 须填写其中一项。',
  'Either all amounts have a time or all have a date.': '所有金额须统一使用时间或统一使用日期。',
  'A list of n amounts has first and every instead.': '含 n 笔金额的列表须改用 first 和 every。',
  'With unit_periods_per_year times are t and f.':
    '填写 unit_periods_per_year 时，时间须用 t 和 f 表示。',
  'There is no such field here.': '没有此项。',

  // What form it has.
  'It does not have the right form.': '格式不符合要求。',
  'It is not UTF-8 text.': '不是 UTF-8 文本。',
  'It is not a JSON object.': '不是 JSON 对象。',
  'It is longer than {size} MB.': '长度超过 {size} MB。',
  'It must be a UUID.': '须为编号（UUID）。',
  'They must be up to ten numbers from 30 to 0, the greatest first.':
    '须为30至0之间的整数，至多十个，由大到小排列。',
  'It must be a time zone.': '须为时区名称。',
  'It must be hours and minutes from 12:00 to 36:00, such as 24:00.':
    '须为12时至36时之间的时刻，时、分各两位。',
  'It must not be before yesterday.': '不能早于前一日。',
  'It must be within ten years.': '须在十年以内。',
  'It must be a moment such as 2026-03-01T08:00:00Z.': '须为 ISO 8601 格式的 UTC 时间。',
  'It must be an active currency code of ISO 4217, such as CNY.':
    '须为 ISO 4217 现行的货币代码，例如 CNY。',
  'It must be a whole number of minor units such as "10000".':
    '须为以最小货币单位计的整数，例如 "10000"。',
  'It must have at most {decimals} decimals.': '至多 {decimals} 位小数。',
  '{currency} has {decimals} decimals.': '{currency} 的小数位数为 {decimals}。',
  'There is no day {day}.': '没有 {day} 这一天。',
  'No date may be so early.': '日期过早。',
  'Below the stroke of a fraction stands one number greater than 0.':
    '分数的分母须为一个大于 0 的数字。',
  'It is already taken.': '该编号已被使用。',

  // How large it is.
  'It is out of bounds.': '超出允许范围。',
  'It must be at least {least}.': '不得小于 {least}。',
  'It must be 0 or more.': '不得小于 0。',
  'It must not be negative.': '不得为负数。',
  'None may be negative.': '各项均不得为负数。',
  'It must not be 0.': '不得为 0。',
  'It must be greater than {limit}.': '须大于 {limit}。',
  'It must be less than {limit}.': '须小于 {limit}。',
  'Every amount must be greater than 0.': '每笔金额均须大于 0。',
  'The last one must be greater than 0.': '最后一项须大于 0。',
  'It must be greater than 0 and at most {most}.': '须大于 0，且不得大于 {most}。',
  'It must be greater than 0 and less than {limit}.': '须大于 0，且小于 {limit}。',
  'It must be between 0 and 1.': '须大于 0，且小于 1。',
  'It must be from {least} to {most}.': '须在 {least} 至 {most} 之间。',
  'It must be from 0 to less than 100.': '不得小于 0，且须小于 100。',
  'It must be more than -100 % and at most 10,000 %.': '须大于 -100%，且不得大于 10000%。',
  'A rate must be from 0 to 10000, with at most 20 decimals.':
    '年利率须在 0 至 10000 之间，且至多 20 位小数。',
  'It must be a whole number of at least 1.': '须为不小于 1 的整数。',
  'It must be a whole number from {least} to {most}.': '须为 {least} 至 {most} 之间的整数。',
  'It must be a whole number from 0, below instalmentCount.':
    '须为不小于 0 的整数，且小于 instalmentCount。',
  'It must be a whole number from 1, with all that are left at most {most}.':
    '须为不小于 1 的整数，且与剩余期数合计不得大于 {most}。',
  'With a unit it must be a whole number of at least 1.': '填写 unit 时，须为不小于 1 的整数。',
  'It must be one of 1 to the number of periods.': '须为 1 至总期数之间的期次。',
  'It must be a whole number from the start to the number of periods.':
    '须为起始期次至总期数之间的整数。',
  'It must be less than the loan amount.': '须小于借款金额。',
  'It must be less than the principal.': '须小于本金。',
  'It must be greater than 0 and less than the principal.': '须大于 0，且小于本金。',
  'It must be the principal.': '须等于本金。',
  'It must be what was asked for.': '须等于申请的金额。',
  'With the shortfall it must be what was topped up.': '与不足部分合计须等于原充值金额。',
  'It must be at most what is outstanding on the day.': '不得大于当日的剩余本金。',
  'It must be at most what the claims have outstanding.': '不得大于各债权剩余本金的合计。',

  // When it is.
  'It must be after refStart.': '须晚于 refStart。',
  'It must be one month to one year after refStart.': '须在 refStart 之后一个月至一年之间。',
  'It must be after the day of the change.': '须晚于变更日。',
  'It must be after the day on which the term starts.': '须晚于借款期限的起始日。',
  'It must be after the value day.': '须晚于起息日。',
  'It is before the value day.': '早于起息日。',
  'It is before the first disbursement.': '早于首次放款。',
  'It must not be before from.': '不得早于 from。',
  'It must not be before the first day.': '不得早于起始日。',
  'It must not be before the start.': '不得早于起始日。',
  'It must not be before the value day.': '不得早于起息日。',
  'It must not be before today.': '不得早于今天。',
  'It must be before the day of the repayment.': '必须早于还款当日。',
  'It must not be empty.': '不得为空。',
  'It must not be better than the days overdue say.': '不得优于按逾期天数应归的类别。',
  'Something must be given up.': '请填写减免金额。',
  'Principal is given up only with the whole debt.': '本金仅可随全部债务一并减免。',
  'It must be less than what is owed.': '须小于应还总额。',
  'It must be at most {count} periods away.': '与起息日的间隔不得超过 {count} 期。',
  'The last due day must not be after the year 9999.': '到期日不得晚于 9999 年。',
  'The list must end in the year {year} at the latest.': '列表最晚须在 {year} 年结束。',
  'They must stand in the order of their dates.': '须按日期先后排列。',
  'Each must end after it starts, and start where the last one ended.':
    '每项的结束日须晚于起始日，且起始日须为上一项的结束日。',
  'Each must lie within the term, before the last due date.':
    '每项均须在借款期限之内，且早于到期日。',

  // How many there are.
  'It must have at least {least} characters.': '至少 {least} 个字符。',
  'It must have at most {most} characters.': '至多 {most} 个字符。',
  'It must have at least {least} items.': '至少 {least} 项。',
  'It must have at most {most} items.': '至多 {most} 项。',
  'It must have {count} numbers.': '须有 {count} 个数字。',
  'It must have {least} to {most} numbers.': '须有 {least} 至 {most} 个数字。',
  'There must be at least one.': '至少须有一项。',
  'There must be at least one instalment.': '至少须有一期。',
  'Listing, rating, matching, contract and custody belong to every product.':
    '每个产品均须包含发布标的、评级、撮合、合同与资金存管服务。',
  'There is no such safeguard here.': '产品没有这种保障方式。',
  'The product has no reserve.': '产品没有风险准备金。',
  'The reserve pays after the guarantor, not before.': '风险准备金须在担保人之后偿付，不得在前。',
  'No reserve of the name that the product says takes new loans.':
    '产品所指的风险准备金尚未设立，或已不再接受新的借款。',
  'Who keeps a reserve does not pay into it.': '受托方不得同时为缴存方。',
  'Its account serves for something else already.': '该机构的账户已另有用途，准备金须单独存放。',
  'There is a reserve of that name.': '已有同名的风险准备金。',
  'Every place must have its trades, and there is no other place.':
    '每一顺位均须列明机构类型，且不得有其他顺位。',
  'Its trade is not among those that the product names.': '该机构的类型不在产品规定之列。',
  'It stands behind this loan in another place already.': '该机构已在本笔借款的另一顺位上。',
  'The safeguard of this loan has no such place.': '本笔借款的保障方式没有这一顺位。',
  'It must be after the valuation before.': '须晚于上一次估值日。',
  'A line of 0 goes with a standing that is not active.': '额度为 0 时，状态不能为正常。',
  'Compensation and reserve go with the safeguards that need them.':
    '代偿与风险准备金服务须与产品的保障方式一致。',
  'There must be at most {most}.': '至多 {most} 项。',
  'There must be at most {most} of them.': '至多 {most} 项。',
  'There may be at most {most} of them.': '至多 {most} 项。',
  'There must be as many as installments.': '项数须与 installments 一致。',
  'There must be one for each instalment.': '每期须有一项。',
  'There must not be more steps than instalments.': '阶段数不得多于期数。',
  'There are too many of them for {count} instalments.': '对于 {count} 期的还款计划，项数过多。',
  'A line must not stand for more than {most} amounts.': '每行所含的金额不得多于 {most} 笔。',
  'Showing the loan after each of them takes too much room; send fewer.':
    '逐一列出每个事件之后的借款，内容过多，请减少事件。',
  'Working them over so many rows takes too long; send fewer.':
    '期数较多，逐一处理这些事件耗时过长，请减少事件。',

  // What a product, a tariff and an application allow.
  'It must be in snake case.': '须为小写字母、数字和下划线，且以字母开头。',
  'It must be a multiple of the step.': '须为步长的整数倍。',
  'It must be a multiple of the bid step.': '须为投标递增金额的整数倍。',
  'It must be a multiple of {step}.': '须为 {step} 的整数倍。',
  'It must not be less than the minimum.': '不得小于最小值。',
  'It must be at most the least loan amount.': '不得大于最低借款金额。',
  'It must be after its first day.': '须晚于生效日。',
  'It must be the pack that it is checked by.': '须与用于检查的规则包一致。',
  'It must be the rounding of interest.': '须与利息的舍入规则一致。',
  'It must be a share, so that it is a rate.': '须为比例，以便折算为利率。',
  'It must have 1 to {most} characters.': '长度须为 1 至 {most} 个字符。',
  'It must be one line, without control characters.': '须为一行文字，不含换行等控制字符。',
  'It is not among the choices.': '不在可选范围之内。',
  'It stands in the list already.': '列表中已有此项。',
  'It must be at most {count} days after the first day.': '须在起始日之后{count}天以内。',
  'It must lie within the next {count} days.': '须在未来{count}天以内。',
  'None may stand there twice.': '各项不得重复。',
  'There is no such version.': '没有该版本。',
  'There is no such question.': '没有该题。',
  'Every component must have its place.': '每个组成部分都须有其位置。',
  'A fee of this kind is not paid by this side.': '此类费用不由该方支付。',
  'A fee of this kind does not fall due then.': '此类费用不在该时点到期。',
  'Only a lender receives interest.': '只有出借人收取利息。',
  'A spread is a share of the interest.': '利差须为利息的比例。',
  'A registration moves no money of which it is a share.': '注册不涉及资金，注册费须为固定金额。',
  'A fee of this kind stands in the tariff of a product.': '该类费用须列入产品的收费标准。',
  'A fee of this kind stands in the tariff for clients.': '该类费用须列入客户收费标准。',
  'The platform charges no fee of this kind.': '平台不收取该类费用。',
  'Loans above offlineAbove need a branch.': '超过 offlineAbove 的借款须在网点办理。',
  'Loans above offlineAbove need collateral.': '超过 offlineAbove 的借款须有抵质押物。',
  'The product is not for borrowers of this kind.': '该产品不面向此类借款人。',
  'The product does not offer it.': '该产品不提供此项。',

  // What admission and a listing allow.
  'Only an organisation that lends can be one.': '只有作为出借人的机构可以是机构出借人。',
  'The client does not have it.': '该客户没有此角色。',
  'Another one is open already.': '已开立另一个存管账户。',
  'It must not be before the business date.': '不得早于业务日期。',
  'It must not be after the business date.': '不得晚于业务日期。',
  'It must be later than now.': '须晚于当前时间。',
  'The product does not ask for it.': '该产品不需要此项。',

  // What a number of a person or an organisation is.
  'It must have 17 digits and a check character.': '须为 17 位数字加 1 位校验码。',
  'It must have 18 digits and capital letters without I, O, S, V and Z.':
    '须为 18 位数字或大写字母，不含 I、O、S、V、Z。',
  'Its first two digits name no region.': '前两位不是有效的地区代码。',
  'Its day of birth is no day.': '出生日期无效。',
  'Its check character is wrong.': '校验码有误。',

  // What a loan allows.
  'A custom repayment must be described.': '还款方式为自定义时，须说明如何还款。',
  'It is given with the repayment method custom only.': '仅在还款方式为自定义时填写。',
  'It is given with amortization "CUSTOM" only.': '仅在 amortization 为 "CUSTOM" 时填写。',
  'With this amortization it must be "DECLINING_BALANCE".':
    '采用该 amortization 时，须为 "DECLINING_BALANCE"。',
  'They must be months from 1 to 12, at least one.': '须为 1 至 12 之间的月份，且至少一个。',
  'Steps must be at rising instalment numbers after the first.':
    '各阶段的起始期次须在第 1 期之后，并依次递增，且不得超出总期数。',
  'They must add up to the principal to be repaid.': '合计须等于待偿还的本金。',
  'They must add up to the principal of the schedule.': '合计须等于还款计划的本金。',
  'A single payment has no instalments to put off.': '一次性还本付息没有可以推迟的期次。',
  'Where each principal is given, none can be put off.': '已逐期指定本金时，不能推迟偿还本金。',
  'It must name instalments before the last, or months.': '须指定最后一期之前的期次，或指定月份。',
  'The last instalment must fall due in one of the months.':
    '最后一期的还款日须在所指定的月份之内。',
  'The last instalment pays what is left: it cannot be a holiday.':
    '最后一期须还清剩余款项，不能设为免还期。',
  'It must be from 0 to {most}: one row must pay.': '须在 0 至 {most} 之间，因为至少须有一期还款。',
  'Nothing is outstanding on this day any more.': '该日已没有剩余本金。',
  'What is to be repaid is too little: instalments would round to 0.':
    '待偿还的金额过小，舍入后各期还款将为 0。',
  'The principal is too small for so many instalments.': '本金过小，不足以分为这么多期。',
  'The instalment that is kept would not pay the loan off.': '若每期还款额不变，借款将无法还清。',
  'The instalment would not cover the interest of row {row}.':
    '每期还款额不足以支付第 {row} 期的利息。',
  'Interest of these periods cannot run by it.': '这些计息期的利息不能按该日计息规则计算。',
  'It counts within one interest period only.': '该日计息规则只能在一个计息期之内使用。',
  'Only a fee in each instalment can follow the outstanding.':
    '只有逐期收取的费用可以按剩余本金计算。',
  'A loan could have more than {count} lenders.': '一笔借款的出借人可能超过 {count} 名。',
  'A schedule may be changed {count} times.': '还款计划最多可以变更 {count} 次。',
  'Nothing has been disbursed yet.': '尚未放款。',
  'There is no such event before it.': '此前没有该事件。',
  'In a life they are events.': '在 mutua calc life 中，放款须作为事件填写。',
  'In a life a fee at the disbursement is an event, a charge.':
    '在 mutua calc life 中，放款时的费用须作为事件（charge）填写。',

  // What a way of calculating allows.
  'For this engine it must be an object with year and month.':
    '使用该引擎时，须为含有 year 和 month 的对象。',
  'For this engine: 30 with 360, or ACTUAL with 360, 364, 365 or ACTUAL.':
    '该引擎仅支持 30 与 360 搭配，或 ACTUAL 与 360、364、365 或 ACTUAL 搭配。',
  'This engine knows only "EQUAL_INSTALLMENTS" and "EQUAL_PRINCIPAL".':
    '该引擎仅支持 "EQUAL_INSTALLMENTS" 和 "EQUAL_PRINCIPAL"。',
  'This engine lends the whole principal at once.': '该引擎仅支持一次放款全部本金。',
  'Only the engines MUTUA and PROGRESSIVE know them.': '仅引擎 MUTUA 和 PROGRESSIVE 支持此项。',
  'This function knows no payments at the start.': '该函数不支持期初付款。',

  // What claims and windows allow.
  'Each claim must have an id of its own.': '各债权的编号不得重复。',
  'There must be claims with something outstanding, or with units.':
    '须有剩余本金或份额大于 0 的债权。',
  'Loans in default are some of the loans, of which there is one at least.':
    '借款笔数至少为 1，且违约借款笔数不得多于借款笔数。',
  'No window may have more defaults than loans.': '每个期间的违约借款笔数不得多于借款笔数。',

  // What a custodian's statement allows.
  'It is not well-formed XML.': 'XML 格式不正确。',
  'It must not declare a document type.': '不得含有文档类型声明（DOCTYPE）。',
  'It is not a camt.053.001.08 message.': '不是 "camt.053.001.08" 报文。',
  'It must stand there only once.': '此项只能出现一次。',
  'OPBD must stand there once.': 'OPBD 须出现且仅出现一次。',
  'CLBD must stand there once.': 'CLBD 须出现且仅出现一次。',
  'The day must be {day}.': '日期须为 {day}。',
  'Opening and closing balance must be of one day.': '期初余额与期末余额须为同一日。',
  'It must be the amount of the entry.': '须等于该笔明细的金额。',
  'The other half of this internal entry is missing or differs.':
    '该笔内部划转缺少对应的另一方记录，或两方记录不一致。',
  'It must not be more than what is booked.': '不得大于账面余额。',
  'The accounts come to something else.': '与各账户的合计不一致。',

  // What a sign-in allows.
  'It must have 3 to 64 letters, digits or signs as in an e-mail address, and no space.':
    '须为 3 至 64 个文字、数字或电子邮箱地址中的符号，不得含空格。',
  'Somebody else has this sign-in name.': '该登录名已被使用。',
  'It must not be the sign-in name.': '不得与登录名相同。',
  'It is among the passwords that are guessed first.': '该密码过于常见，请更换。',
  'Sign-in name and password do not match.': '登录名与密码不匹配。',

  // After all others that begin like it.
  'It must be {expected}.': '须为{expected}。',
};

/** What a schema admits, as the end of the sentence `It must be …`. */
export const EXPECTED_WORDS: Sentences = {
  '{branches} or {branch}': '{branches}或{branch}',
  'a text': '文本',
  'a text of {bounds} characters': '长度{bounds}个字符的文本',
  'a whole number': '整数',
  'a whole number, {bounds}': '{bounds}的整数',
  'a number': '数字',
  'a number, {bounds}': '{bounds}的数字',
  'true or false': 'true 或 false',
  'a list': '列表',
  'an object': '对象',
  null: '空值（null）',
  'something else': '其他内容',
  'one of {values}': '以下之一：{values}',
  'a date such as 2026-11-21': '日期，例如 2026-11-21',
  'a decimal number such as 12.5': '数字，例如 12.5',
  'a decimal number such as "12.5"': '数字，例如 "12.5"',
  'a decimal number such as 3.055': '数字，例如 3.055',
  'a decimal number or a fraction such as "34/365"': '数字或分数，例如 "34/365"',
  'an amount such as "1"': '金额，例如 "1"',
  'an amount in decimal text such as "100.00"': '以文本填写的金额，例如 "100.00"',
  'an amount as a text such as "100.50"': '以文本填写的金额，例如 "100.50"',
  'an amount that is received at the start, or a list as in drawdowns':
    '期初收到的金额，或与 drawdowns 形式相同的列表',
  'a currency code such as CNY': '货币代码，例如 CNY',
  'an object with year and month, or a name such as "Actual/365F"':
    '含有 year 和 month 的对象，或名称，例如 "Actual/365F"',
  'a place of the order such as "PAST_DUE_PENALTY"': '清偿顺序中的一项，例如 "PAST_DUE_PENALTY"',
};

/** How large a number or how long a text may be. */
export const BOUND_WORDS: Sentences = {
  '{bounds} and {bound}': '{bounds}且{bound}',
  'at least {limit}': '不小于 {limit}',
  'greater than {limit}': '大于 {limit}',
  'at most {limit}': '不大于 {limit}',
  'less than {limit}': '小于 {limit}',
};
