#!/usr/bin/env python3
"""Deterministic Chinese county-government corpus + query judgements for developing and measuring search.

Depends on nothing but the Python standard library and ONE seed text (the plan) given by argument.
The first N documents are the same for every size (prefix property): growing --n only appends.

  corpus.py --seed-text PLAN.txt --n 1000 --corpus corpus.jsonl
  corpus.py --seed-text PLAN.txt --n 1000 --queries search-queries.json
  corpus.py --seed-text PLAN.txt --n 1000 --html DIR        (one HTML page per document)
  corpus.py --score search-queries.json RUN.json            (RUN: {query id: [doc ids, best first]})

All companies, persons, numbers and document numbers outside the seed text are invented.
"""
import argparse, hashlib, html, json, os, re, sys, unicodedata

# ---------------------------------------------------------------- deterministic random numbers
class Rng:
    """splitmix64; own code so that the stream never changes with the Python version."""
    M = (1 << 64) - 1
    def __init__(self, key):
        self.s = int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest()[:8], "big")
    def u64(self):
        self.s = (self.s + 0x9E3779B97F4A7C15) & self.M
        z = self.s
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & self.M
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & self.M
        return z ^ (z >> 31)
    def below(self, n): return self.u64() % n
    def pick(self, xs): return xs[self.below(len(xs))]
    def some(self, xs, k):
        xs = list(xs); out = []
        while xs and len(out) < k:
            out.append(xs.pop(self.below(len(xs))))
        return out
    def between(self, a, b): return a + self.below(b - a + 1)
    def chance(self, p): return self.below(10000) < p * 10000

# ---------------------------------------------------------------- vocabulary (own lists)
DEPTS = [  # official short form, full form, document-number word, unified-number code
    ("县经信局", "海盐县经济和信息化局", "盐经信", "FHYD07"),
    ("县科技局", "海盐县科学技术局", "盐科", "FHYD06"),
    ("县市场监管局", "海盐县市场监督管理局", "盐市监", "FHYD22"),
    ("县财政局", "海盐县财政局", "盐财", "FHYD11"),
    ("县人力社保局", "海盐县人力资源和社会保障局", "盐人社", "FHYD12"),
    ("县商务局", "海盐县商务局", "盐商务", "FHYD18"),
    ("县发改局", "海盐县发展和改革局", "盐发改", "FHYD04"),
    ("县生态环境分局", "嘉兴市生态环境局海盐分局", "嘉环盐", "FHYD34"),
    ("县自然资源和规划局", "海盐县自然资源和规划局", "盐自然资规", "FHYD13"),
    ("县农业农村局", "海盐县农业农村局", "盐农", "FHYD17"),
    ("县应急管理局", "海盐县应急管理局", "盐应急", "FHYD21"),
    ("县税务局", "国家税务总局海盐县税务局", "盐税", "FHYD31"),
    ("县住建局", "海盐县住房和城乡建设局", "盐建", "FHYD14"),
    ("县教育局", "海盐县教育局", "盐教", "FHYD05"),
    ("县金融办", "海盐县人民政府金融工作办公室", "盐金融办", "FHYD37"),
    ("县委人才办", "中共海盐县委人才工作领导小组办公室", "盐委人才办", "FHYD41"),
    ("县工商联", "海盐县工商业联合会", "盐工商联", "FHYD46"),
    ("人行海盐支行", "中国人民银行海盐县支行", "盐银", "FHYD51"),
    ("县交通运输局", "海盐县交通运输局", "盐交", "FHYD15"),
    ("县文化和广电旅游体育局", "海盐县文化和广电旅游体育局", "盐文广旅体", "FHYD19"),
]
TOWNS = ["武原街道", "西塘桥街道", "元通街道", "秦山街道", "沈荡镇", "百步镇", "于城镇", "澉浦镇", "通元镇"]
INDUSTRIES = ["紧固件", "集成家居", "核电关联", "高端装备", "新材料", "电子信息", "生物医药", "汽车零部件", "新能源", "纺织服装"]
TIERS = ["创新型中小企业", "市级“专精特新”培育企业", "省级“专精特新”中小企业", "省级“隐形冠军”企业",
         "国家级专精特新“小巨人”企业", "国家级“单项冠军”示范企业"]
TIER_SHORT = ["创新型", "市级培育", "省级专精特新", "隐形冠军", "小巨人", "单项冠军"]
CORE_A = "晖砼钛鑫垚昊宸铧锘锐卓恒泰宏瑞嘉凯博科远创拓峰海盛华天正立新光源力奥尚维普诺德信佳美盈欧亚百顺富丰鼎骏驰腾达康安润泽宇晟"
CORE_B = "霖泰达源盛通宇科能星航铭材晶驰元邦益成业联峰纳信特固雅尔斯利格兰瑞丰荣辉翔旭阳明智慧聚合汇众亿佰仟途程"
CORE_C = ["", "", "", "新", "德", "世", "中", "友", "华", "尔"]
LINES = {"紧固件": ["紧固件", "标准件", "五金制品", "高强度螺栓"], "集成家居": ["智能家居", "集成吊顶", "照明科技", "厨卫电器"],
         "核电关联": ["核电设备", "核能装备", "特种管道", "阀门"], "高端装备": ["智能装备", "精密机械", "自动化科技", "数控机床"],
         "新材料": ["新材料科技", "高分子材料", "特种材料", "复合材料"], "电子信息": ["电子科技", "光电技术", "半导体材料", "传感技术"],
         "生物医药": ["生物科技", "医疗器械", "药业", "诊断试剂"], "汽车零部件": ["汽车零部件", "汽车配件", "传动系统", "密封件"],
         "新能源": ["新能源科技", "光伏科技", "储能技术", "氢能装备"], "纺织服装": ["纺织", "服饰", "化纤", "针织"]}
PRODUCTS = {"紧固件": ["风电高强度螺栓", "铁路扣件", "不锈钢螺母", "航空级钛合金紧固件", "汽车底盘紧固件"],
            "集成家居": ["集成吊顶", "智能晾衣机", "LED面板灯", "浴室取暖器", "智能换气扇"],
            "核电关联": ["核级法兰", "核岛支吊架", "乏燃料贮存格架", "核级泵阀", "蒸汽发生器支撑件"],
            "高端装备": ["五轴加工中心", "工业机器人减速器", "激光切割机", "全自动包装线", "精密行星减速机"],
            "新材料": ["聚酰亚胺薄膜", "碳纤维预浸料", "高纯石英砂", "光学级PET薄膜", "钕铁硼永磁体"],
            "电子信息": ["MEMS传感器", "高速光模块", "FPC柔性电路板", "功率半导体封装基板", "UWB定位模组"],
            "生物医药": ["核酸提取试剂盒", "一次性输注泵", "AI辅助诊断系统", "疫苗冷链箱", "骨科植入物"],
            "汽车零部件": ["新能源汽车驱动电机壳", "电动助力转向器", "涡轮增压器叶轮", "ESP阀体", "空气悬架气囊"],
            "新能源": ["TOPCon光伏组件", "储能变流器", "PEM电解槽", "锂电池结构件", "风机变桨轴承"],
            "纺织服装": ["再生涤纶长丝", "经编弹力面料", "阻燃工装面料", "差别化氨纶", "功能性针织布"]}
SUFFIX = ["有限公司", "有限公司", "有限公司", "股份有限公司", "（集团）有限公司"]
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国文辉力永健世广志义兴良海山仁波宁贵福生龙元全胜学祥才发新利清飞彬富顺信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾榕风航弘"
VILLAGES = "得胜桃北新丰永福城西富亭金星勤俭万禄横港超同小曲八字中钱长丰官堂江渭三环洞文溪西场武袁茶院六里紫金山雪水港丰义晏城五丰"
TOPICS = [
    ("专精特新中小企业梯度培育", 0), ("国家级专精特新“小巨人”企业奖补", 0), ("省级“隐形冠军”企业认定", 0), ("制造业“单项冠军”培育", 0),
    ("首台（套）重大技术装备推广应用", 1), ("科技型中小企业研发费用补助", 1), ("企业研究院建设", 1), ("关键核心技术攻关“揭榜挂帅”", 1),
    ("知识产权质押融资", 2), ("发明专利产业化", 2), ("“浙江制造”标准研制", 2), ("政府质量奖申报", 2), ("品字标品牌培育", 2),
    ("小微企业融资担保降费奖补", 3), ("中小企业稳岗返还", 4), ("高技能人才引育", 4), ("企业新型学徒制", 4), ("工伤预防", 4),
    ("跨境电商高质量发展", 5), ("外贸企业参展补贴", 5), ("RCEP市场开拓", 5), ("节能减碳技术改造", 6), ("能耗双控", 6), ("绿色工厂创建", 7),
    ("清洁生产审核", 7), ("排污许可", 7), ("工业用地“标准地”出让", 8), ("低效用地再开发", 8), ("农产品加工企业培育", 9), ("数字农业工厂建设", 9),
    ("企业安全生产标准化", 10), ("有限空间作业安全", 10), ("研发费用加计扣除", 11), ("增值税留抵退税", 11), ("建筑企业资质升级", 12),
    ("产教融合实训基地", 13), ("企业股改上市", 14), ("“上市50”专项行动", 14), ("供应链金融", 14), ("领军人才创业项目", 15), ("民营企业家培训", 16),
    ("金融支持实体经济", 17), ("普惠小微贷款", 17), ("物流降本增效", 18), ("工业旅游示范基地", 19), ("数字化车间（智能工厂）建设", 0),
    ("5G+工业互联网融合应用", 0), ("工业APP培育", 0), ("企业上云用云", 0), ("工业企业亩均效益综合评价", 0), ("小微企业园建设提升", 0),
    ("“腾笼换鸟、凤凰涅槃”攻坚", 0), ("产业链“链主”企业培育", 0), ("雄鹰企业培育", 0), ("G60科创走廊成果转化", 1), ("科技企业孵化器绩效评价", 1),
]
DOC_FORMS = ["实施细则", "管理办法", "实施方案", "若干意见", "行动计划", "工作指引", "操作规程", "奖励办法"]
SECTIONS = {"policy": "政策文件", "case": "企业案例", "indicator": "指标监测", "qa": "政策解读", "news": "工作动态", "guide": "办事指南", "dept": "机构职能", "task": "行动方案"}

FIXED_COMPANIES = [  # needles; invented
    ("浙江晖钛精密科技股份有限公司", "晖钛", 4, "高端装备", "西塘桥街道"),
    ("海盐砼霖特种材料有限公司", "砼霖", 3, "新材料", "百步镇"),
    ("嘉兴宇星紧固件有限公司", "宇星", 5, "紧固件", "武原街道"),
    ("浙江友邦益集成家居股份有限公司", "友邦益", 2, "集成家居", "百步镇"),
    ("浙江𬭚钢新材料科技有限公司", "𬭚钢", 4, "新材料", "秦山街道"),
    ("海盐锘航核能装备有限公司", "锘航", 4, "核电关联", "秦山街道"),
    ("浙江尚维诺斯生物科技有限公司", "尚维诺斯", 1, "生物医药", "元通街道"),
    ("海盐氢途储能技术有限公司", "氢途", 0, "新能源", "澉浦镇"),
    ("浙江垚固标准件股份有限公司", "垚固", 5, "紧固件", "沈荡镇"),
    ("海盐哈尔斯途UWB传感技术有限公司", "哈尔斯途", 2, "电子信息", "于城镇"),
]
QAS = [  # title, body; wording on purpose unlike the test questions
    ("qa-xjr-award", "获得国家级专精特新“小巨人”称号后可享受哪些奖补政策？", "对首次认定的国家级专精特新“小巨人”企业，县财政给予一次性奖励100万元；对重点“小巨人”企业再给予配套资金支持。奖补资金由县经信局、县财政局联合审核后拨付至企业账户。", 0),
    ("qa-yxgj-apply", "省级“隐形冠军”企业的申请条件与认定流程是什么？", "企业主导产品国内市场占有率位居前列，近两年研发投入占营业收入比重不低于3%。符合条件的企业通过企业码平台提交材料，经县经信局初审、市经信局复核后报省经信厅认定。", 0),
    ("qa-loan", "“专精特新”企业融资遇到困难如何解决？", "县金融办会同人行海盐支行建立专精特新企业金融服务清单，银行机构推出专属信贷产品。企业可向县金融办提出信贷需求，由专班对接银行。", 14),
    ("qa-target25", "海盐县到2025年的“小巨人”企业培育目标", "到2025年，全县国家级专精特新“小巨人”企业力争达到25家，国家级“单项冠军”示范企业（产品）达到4家，省级“隐形冠军”企业达到15家。", 0),
    ("qa-ipo", "企业挂牌上市可获得什么支持？", "对完成股份制改造的企业给予一次性补助；在沪深交易所及北京证券交易所成功上市的，分阶段给予奖励。县金融办提供全流程辅导服务。", 14),
    ("qa-workshop", "数字化车间、智能工厂建设项目的资金申领办法", "对通过省级认定的数字化车间、智能工厂分别给予50万元、100万元补助。企业在项目验收后通过浙里办提交申请表、专项审计报告和设备发票清单。", 0),
    ("qa-design-patent", "外观设计专利快速预审与快速维权服务说明", "中国海盐（集成家居）知识产权快速维权中心面向集成家居产业提供外观设计专利快速预审、快速确权、快速维权服务，预审合格的授权周期缩短至10个工作日以内。", 2),
    ("qa-fair", "参加中国进出口商品交易会等境外展会的摊位费补助标准", "对参加中国进出口商品交易会、全球数字贸易博览会等重点展会的中小企业，按摊位费的80%给予补助，单个展会最高5万元。", 5),
    ("qa-green", "绿色工厂创建有哪些要求", "绿色工厂应当满足用地集约化、原料无害化、生产洁净化、废物资源化、能源低碳化的要求，并完成一轮清洁生产审核。", 7),
    ("qa-talent", "企业引进高层次人才怎样申请安家补贴", "用人单位与全职引进的博士、高级工程师签订三年以上合同后，由县人力社保局受理安家补贴申请，分三年发放。", 4),
    ("qa-rd-deduct", "研发费用加计扣除比例是多少", "制造业企业开展研发活动中实际发生的研发费用，未形成无形资产计入当期损益的，在按规定据实扣除的基础上，再按照实际发生额的100%在税前加计扣除。", 11),
    ("qa-hotline", "惠企政策咨询电话96871", "企业可拨打“96871”中小企业公共服务热线，或通过企业直通车平台咨询各类惠企政策，工作日1个工作日内答复。", 0),
    ("qa-key-tech", "怎样参与关键核心技术“揭榜挂帅”项目", "发榜企业填报技术需求，县科技局每年发布15项以上关键技术需求榜单，揭榜团队与发榜企业签约后按进度拨付资助。", 1),
    ("qa-first-set", "首台（套）装备认定奖励", "对认定为国际首台（套）、国内首台（套）、省内首台（套）的产品分别给予200万元、100万元、50万元奖励。", 1),
    ("qa-chain", "什么是产业链“链主”企业", "“链主”企业是指在产业链中具有核心地位、能够带动上下游协同发展的龙头企业，县里每个特色产业链确定5至10家纳入培育库。", 0),
    ("qa-steady", "稳岗返还资金何时到账", "符合条件的企业无需申请，县人力社保局通过后台数据比对“免申即享”，资金一般在公示结束后15个工作日内拨付。", 4),
    ("qa-std", "主导制定“浙江制造”标准的企业有何奖励", "主导制定并发布“浙江制造”标准的企业每项给予20万元奖励，主导制定国家标准的每项给予50万元奖励。", 2),
    ("qa-rcep", "企业如何享受RCEP关税优惠", "出口企业可向海关或贸促会申请签发RCEP原产地证书，进口商凭证书享受协定税率。县商务局定期举办RCEP规则培训班。", 5),
]
PLANTED_POLICIES = [  # doc id, title, docno, unified, dept index, date
    ("pol-xjr-detail", "海盐县专精特新“小巨人”企业奖励资金管理办法", "盐经信〔2024〕17号", "FHYD07-2024-0003", 0, "2024-03-15"),
    ("pol-11", "海盐县人民政府办公室关于印发海盐县优化营商环境行动方案的通知", "盐政办发〔2023〕11号", "FHYD01-2023-0011", -1, "2023-04-11"),
    ("pol-12", "海盐县人民政府办公室关于印发海盐县交通强县建设方案的通知", "盐政办发〔2023〕12号", "FHYD01-2023-0012", -1, "2023-04-28"),
    ("pol-22-1", "海盐县人民政府办公室关于印发2022年海盐县政府投资项目计划的通知", "盐政办发〔2022〕1号", "FHYD01-2022-0001", -1, "2022-01-20"),
    ("pol-24-1", "海盐县人民政府办公室关于公布2024年度行政规范性文件清理结果的通知", "盐政办发〔2024〕1号", "FHYD01-2024-0001", -1, "2024-01-18"),
    ("pol-fa-1", "海盐县人民政府关于加快建设先进制造业强县的若干意见", "盐政发〔2023〕1号", "FHYD00-2023-0001", -2, "2023-01-06"),
    ("pol-kj-9", "海盐县科技创新券使用管理办法", "盐科〔2023〕9号", "FHYD06-2023-0002", 1, "2023-06-30"),
    ("pol-rs-23", "海盐县技能人才评价实施细则", "盐人社〔2024〕23号", "FHYD12-2024-0007", 4, "2024-08-09"),
    ("pol-sj-5", "海盐县知识产权保护专项资金管理办法", "盐市监〔2023〕5号", "FHYD22-2023-0004", 2, "2023-05-22"),
    ("pol-abs-28", "海盐县企业上市挂牌三年行动计划", "盐金融办〔2022〕28号", "FHYD37-2022-0002", 14, "2022-11-02"),
    ("pol-cz-41", "海盐县产业发展资金兑付操作规程", "盐财〔2024〕41号", "FHYD11-2024-0012", 3, "2024-10-17"),
    ("pol-hb-6", "海盐县重点行业挥发性有机物治理方案", "嘉环盐〔2023〕6号", "FHYD34-2023-0001", 7, "2023-07-12"),
]

CN = "一二三四五六七八九十"
CJK = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"

def fold(s):
    """Comparison form: NFKC, lower case, no white space, no punctuation."""
    s = unicodedata.normalize("NFKC", s).lower()
    return "".join(c for c in s if unicodedata.category(c)[0] in "LN")

# ---------------------------------------------------------------- seed text
def parse_seed(path):
    text = open(path, encoding="utf-8").read()
    lines = [l.strip() for l in text.splitlines() if l.strip()]
    tasks, guards, section, intro, goal = [], [], "", "", ""
    for l in lines:
        m = re.match(r"^[（(]([一二三四五六七八九十]+)[）)](.+?工程)$", l)
        if m: section = m.group(2); continue
        m = re.match(r"^(\d{1,2})\.(.+?)。(.+)$", l)
        if m: tasks.append(dict(no=int(m.group(1)), name=m.group(2), section=section, body=m.group(3))); continue
        m = re.match(r"^[（(]([一二三四])[）)](加强|强化|开展|加大)(.+?)。(.+)$", l)
        if m: guards.append(dict(no=CN.index(m.group(1)) + 1, name=m.group(2) + m.group(3), body=m.group(4))); continue
        if l.startswith("为全面贯彻落实"): intro = l
        if l.startswith("通过实施梯度培育"): goal = l
    if len(tasks) != 19 or len(guards) != 4 or not intro or not goal:
        sys.exit("seed text: expected 19 tasks and 4 guarantees, found %d and %d" % (len(tasks), len(guards)))
    return text, tasks, guards, intro, goal

def sentences(tasks, guards):
    out = []
    for t in tasks + guards:
        body = re.sub(r"[（(]责任单位.*?[）)]$", "", t["body"])
        for s in body.split("。"):
            s = s.strip()
            if 12 <= len(s) <= 120 and "责任单位" not in s: out.append(s)
    return out

# ---------------------------------------------------------------- documents
def company(r, industry):
    core = r.pick(CORE_A) + r.pick(CORE_C) + r.pick(CORE_B)
    pre = r.pick(["海盐", "浙江", "嘉兴", "海盐", "浙江", ""])
    return pre + core + r.pick(LINES[industry]) + r.pick(SUFFIX), core

def person(r): return r.pick(SURNAMES) + r.pick(GIVEN) + (r.pick(GIVEN) if r.chance(.7) else "")
def place(r, town): return "海盐县%s%s路%d号" % (town, r.pick(VILLAGES) + r.pick(VILLAGES), r.between(1, 999))
def money(r): return r.pick(["%d万元" % (r.between(2, 400) * 5), "%d.%d亿元" % (r.between(0, 30), r.between(1, 9)), "%d%%" % r.between(3, 95)])

def vary(r, s):
    """A sentence of the plan with other numbers, so that copies differ."""
    s = re.sub(r"(?<![\dGA-Z第])\d{1,3}(?=家|项|件|个)", lambda m: str(r.between(1, 300)), s)
    s = re.sub(r"到2025年", lambda m: "到%d年" % r.between(2023, 2028), s)
    return s

def body_from(r, sents, lo, hi, extra=()):
    xs = [vary(r, s) for s in r.some(sents, r.between(lo, hi))] + list(extra)
    return "。".join(xs) + "。"

def real_documents(seed):
    text, tasks, guards, intro, goal = seed
    base = dict(docno="盐政办发〔2023〕1号", unified="FHYD01-2023-0001", date="2023-02-01", year=2023, tier="", town="", industry="", company="", depts=[], keywords=[])
    out = []
    body = text
    out.append(dict(base, id="plan-full", kind="policy", title="海盐县人民政府办公室关于印发海盐县加快推动“专精特新”中小企业高质量发展行动方案(2022-2025年)的通知", body=body, depts=["县政府办公室"]))
    strip = dict(docno="", unified="")
    for t in tasks:
        m = re.search(r"[（(]责任单位[:：](.+?)[）)]$", t["body"])
        ds = [d for d in re.split(r"[、,，]", m.group(1))] if m else []
        out.append(dict(base, **strip, id="task-%02d" % t["no"], kind="task", title="任务%d：%s" % (t["no"], t["name"]), body=t["section"] + "。" + t["body"], depts=ds, keywords=[t["section"]]))
    for g in guards:
        out.append(dict(base, **strip, id="guard-%d" % g["no"], kind="task", title="组织保障：%s" % g["name"], body=g["body"]))
    out.append(dict(base, **strip, id="goal", kind="task", title="行动方案工作目标", body=goal))
    out.append(dict(base, **strip, id="intro", kind="task", title="行动方案编制依据", body=intro))
    return out

def planted_documents(seed, sents):
    out = []
    for i, (short, full, word, code) in enumerate(DEPTS):
        r = Rng("dept%d" % i)
        mine = [t for t, d in TOPICS if d == i]
        out.append(dict(id="dept-%02d" % i, kind="dept", title="%s（%s）机构职能" % (full, short), docno="", unified="", date="2024-05-%02d" % (i + 1), year=2024, tier="", town="武原街道", industry="", company="", depts=[short], keywords=[],
                        body="%s贯彻落实党中央、国务院和省委、省政府决策部署，负责%s等工作。办公地址：%s，联系电话：0573-86%06d。" % (full, "、".join(mine) or "相关业务", place(r, "武原街道"), r.below(1000000)) + body_from(r, sents, 1, 3)))
    for qid, title, body, d in QAS:
        r = Rng(qid)
        out.append(dict(id=qid, kind="qa", title=title, docno="", unified="", date="2024-%02d-%02d" % (r.between(1, 12), r.between(1, 28)), year=2024, tier="", town="", industry="", company="", depts=[DEPTS[d][0]], keywords=[], body=body + body_from(r, sents, 1, 2)))
    for pid, title, no, uni, d, date in PLANTED_POLICIES:
        r = Rng(pid)
        who = "海盐县人民政府办公室" if d == -1 else "海盐县人民政府" if d == -2 else DEPTS[d][1]
        out.append(dict(id=pid, kind="policy", title=title, docno=no, unified=uni, date=date, year=int(date[:4]), tier="", town="", industry="", company="", depts=["县政府办公室" if d < 0 else DEPTS[d][0]], keywords=[],
                        body="%s\n%s\n各镇人民政府（街道办事处），县政府各部门：现将有关事项通知如下。%s\n%s\n%s" % (no, uni, body_from(r, sents, 5, 9), who, date)))
    for i, (name, core, tier, ind, town) in enumerate(FIXED_COMPANIES):
        r = Rng("fixedco%d" % i)
        out.append(dict(id="case-x%02d" % i, **case_fields(r, sents, name, core, tier, ind, town)))
    return out

def case_fields(r, sents, name, core, tier, ind, town):
    p = r.pick(PRODUCTS[ind]); boss = person(r); y = r.between(2020, 2025)
    body = ("%s成立于%d年，位于%s，主要从事%s的研发、生产和销售，是%s产业链重点企业。" % (name, r.between(1995, 2018), place(r, town), p, ind) +
            "%d年，公司被认定为%s，实现营业收入%s，研发投入占比%d.%d%%，拥有有效发明专利%d件，其中PCT专利%d件。" % (y, TIERS[tier], money(r), r.between(3, 12), r.below(10), r.between(2, 180), r.between(0, 20)) +
            "公司董事长%s介绍，%s产品国内市场占有率达%d%%，客户包括%s等。" % (boss, p, r.between(5, 70), company(r, ind)[0]) +
            body_from(r, sents, 1, 4) +
            r.pick(["该企业先后实施数字化车间改造，设备联网率提升至%d%%。" % r.between(60, 100), "公司与浙江大学、清华长三角研究院共建实验室，解决%d项瓶颈技术。" % r.between(1, 12),
                    "企业建成国家级绿色工厂，单位产品能耗下降%d%%。" % r.between(5, 40), "公司牵头制定“浙江制造”标准%d项、国家标准%d项。" % (r.between(1, 5), r.between(0, 3))]))
    return dict(kind="case", title=r.pick(["%s：%s" % (name, r.pick(["深耕细分领域", "以创新驱动发展", "一颗小零件撬动大市场", "走专精特新之路", "数字赋能提质增效"])), "%s案例——%s" % (TIER_SHORT[tier], name), name]),
                docno="", unified="", date="%d-%02d-%02d" % (y, r.between(1, 12), r.between(1, 28)), year=y, tier=TIER_SHORT[tier], town=town, industry=ind, company=name, depts=["县经信局"], keywords=[core], body=body)

def synthetic(i, sents):
    r = Rng("doc%d" % i)
    ind, town, tier = r.pick(INDUSTRIES), r.pick(TOWNS), (5 if r.chance(.03) else 4 if r.chance(.1) else r.below(4))
    topic, d = r.pick(TOPICS)
    y = r.between(2019, 2026); date = "%d-%02d-%02d" % (y, r.between(1, 12), r.between(1, 28))
    base = dict(id="s%06d" % i, docno="", unified="", date=date, year=y, tier="", town="", industry="", company="", depts=[DEPTS[d][0]], keywords=[])
    x = r.below(100)
    if x < 25:
        who, word, code = r.pick([(DEPTS[d][1], DEPTS[d][2], DEPTS[d][3])] * 3 + [("海盐县人民政府办公室", "盐政办发", "FHYD01")])
        no, uni = "%s〔%d〕%d号" % (word, y, r.between(30, 900)), "%s-%d-%04d" % (code, y, r.between(30, 9999))
        form = r.pick(DOC_FORMS)
        title = r.pick(["%s关于印发《海盐县%s%s》的通知" % (who, topic, form), "%s关于开展%d年度%s工作的通知" % (who, y, topic), "%s关于加强%s工作的若干意见" % (who, topic)])
        parts = ["%s\n%s\n各镇人民政府（街道办事处），县政府各部门、直属各单位：" % (no, uni), "为%s，根据《%s》文件精神，结合我县实际，制定本%s。" % (r.pick(["推动高质量发展", "规范资金使用", "优化营商环境"]), r.pick(["浙江省人民政府办公厅关于大力培育促进“专精特新”中小企业高质量发展的若干意见", "海盐县国民经济和社会发展第十四个五年规划", "嘉兴市制造业高质量发展三年行动方案"]), form)]
        for k, h in enumerate(["总体要求", "支持范围", "申报条件", "奖补标准", "申报程序", "监督管理"][:r.between(3, 6)]):
            parts.append("%s、%s\n%s" % (CN[k], h, body_from(r, sents, 2, 6, ["单个项目最高给予%s支持" % money(r)] if r.chance(.6) else ())))
        parts.append("联系人：%s，联系电话：0573-86%06d。\n%s\n%s" % (person(r), r.below(1000000), who, date))
        return dict(base, kind="policy", title=title, docno=no, unified=uni, body="\n".join(parts))
    if x < 55:
        name, core = company(r, ind)
        return dict(base, **case_fields(r, sents, name, core, tier, ind, town))
    if x < 63:
        what = r.pick(["%s数量" % TIERS[tier], "规上工业增加值增速", "有效发明专利拥有量", "数字化车间数量", "绿色工厂数量", "研发投入强度", "“品字标”企业数量", "高新技术企业数量", "工业投资增速", "单位工业增加值能耗降幅"])
        rows = "；".join("%s：目标%d，完成%d" % (t, r.between(1, 60), r.between(0, 60)) for t in TOWNS)
        return dict(base, kind="indicator", title="%d年%s%s" % (y, r.pick(["海盐县", town]), what), town=town, body="指标名称：%s。统计口径：%s。%s。数据来源：%s，更新日期：%s。%s" % (what, r.pick(["年末累计", "当年新增", "同比"]), rows, DEPTS[d][1], date, body_from(r, sents, 1, 2)))
    if x < 73:
        return dict(base, kind="qa", title="%s：%s" % (r.pick(["一图读懂", "政策问答", "政策解读", "专家解读"]), topic + r.pick(DOC_FORMS)), body="问：%s的适用范围是什么？答：%s问：如何兑现？答：%s" % (topic, body_from(r, sents, 2, 4), body_from(r, sents, 1, 3, ["由%s负责解释" % DEPTS[d][0]])))
    if x < 90:
        name, core = company(r, ind)
        return dict(base, kind="news", title=r.pick(["%s走访调研%s" % (DEPTS[d][0], name), "我县召开%s工作推进会" % topic, "%s%s项目开工" % (town, r.pick(PRODUCTS[ind])), "%s组织%s培训" % (DEPTS[d][0], topic), "县领导%s赴%s开展“三服务”" % (person(r), town)]), town=town, industry=ind,
                    body="%s，%s党组书记%s带队赴%s，走访%s，了解企业%s情况，现场协调解决%d个问题。%s" % (date, DEPTS[d][0], person(r), town, name, r.pick(PRODUCTS[ind]), r.between(1, 9), body_from(r, sents, 2, 5)))
    return dict(base, kind="guide", title="%s%s办理" % (topic, r.pick(["资格认定", "资金兑付", "备案", "项目申报"])), body="受理机构：%s。办理地点：%s。法定期限：%d个工作日。承诺期限：%d个工作日。申请材料：申请表、营业执照复印件、%s。%s咨询电话：0573-86%06d。" % (DEPTS[d][1], place(r, "武原街道"), r.between(10, 60), r.between(1, 9), r.pick(["专项审计报告", "专利证书", "设备发票清单", "社保缴纳证明"]), body_from(r, sents, 1, 4), r.below(1000000)))

def corpus(seed_path, n):
    seed = parse_seed(seed_path)
    sents = sentences(seed[1], seed[2])
    docs = real_documents(seed) + planted_documents(seed, sents)
    i = 0
    while len(docs) < n:
        docs.append(synthetic(i, sents)); i += 1
    docs = docs[:max(n, 0)]
    for d in docs:
        d["section"] = SECTIONS[d["kind"]]
        d["url"] = "/%s/%s/" % (d["kind"], d["id"])
    return docs

# ---------------------------------------------------------------- queries
def T(*w): return {"title_all": list(w)}
def B(*w): return {"any_all": list(w)}
def I(*w): return {"ids": list(w)}
def R(**k): return k

QUERIES = [
    # kind, query, rule for the primary relevant documents
    ("policy_term", "小巨人", {"or": [T("小巨人"), R(tier="小巨人")]}), ("policy_term", "隐形冠军", {"or": [T("隐形冠军"), R(tier="隐形冠军")]}),
    ("policy_term", "单项冠军", {"or": [T("单项冠军"), R(tier="单项冠军")]}), ("policy_term", "专精特新", {"or": [T("专精特新"), R(tier="省级专精特新")]}),
    ("policy_term", "揭榜挂帅", T("揭榜挂帅")), ("policy_term", "首台套", T("首台套")), ("policy_term", "腾笼换鸟", T("腾笼换鸟")),
    ("policy_term", "科技企业孵化器", T("科技企业孵化器")), ("policy_term", "知识产权质押融资", T("知识产权质押融资")), ("policy_term", "亩均效益", T("亩均效益")),
    ("docno", "盐政办发〔2023〕1号", I("plan-full")), ("docno", "盐政办发[2023]1号", I("plan-full")), ("docno", "盐政办发(2023)1号", I("plan-full")),
    ("docno", "盐政办发【2023】1号", I("plan-full")), ("docno", "盐政办发〔２０２３〕１号", I("plan-full")), ("docno", "盐政办发20231号", I("plan-full")),
    ("docno", "盐政办发 2023 1", I("plan-full")), ("docno", "盐经信〔2024〕17号", I("pol-xjr-detail")), ("docno", "盐经信（2024）17号", I("pol-xjr-detail")),
    ("docno", "〔2024〕41号", I("pol-cz-41")), ("docno", "浙政办发〔2022〕19号", B("浙政办发〔2022〕19号")), ("docno", "盐政办发2024年第1号", I("pol-24-1")),
    ("unified_no", "FHYD01-2023-0001", I("plan-full")), ("unified_no", "fhyd01-2023-0001", I("plan-full")), ("unified_no", "FHYD01—2023—0001", I("plan-full")),
    ("unified_no", "FHYD01 2023 0001", I("plan-full")), ("unified_no", "FHYD0120230001", I("plan-full")), ("unified_no", "ＦＨＹＤ１２-2024-0007", I("pol-rs-23")), ("unified_no", "2024-0012", R(unified_end="2024-0012")),
    ("dept", "经信局", {"or": [I("dept-00"), T("经信局")]}), ("dept", "县科技局", {"or": [I("dept-01"), T("县科技局")]}), ("dept", "人社局", {"or": [I("dept-04"), T("人力社保局")]}), ("dept", "人力社保局", {"or": [I("dept-04"), T("人力社保局")]}),
    ("dept", "市监局", {"or": [I("dept-02"), T("市场监管局")]}), ("dept", "发改局", {"or": [I("dept-06"), T("发改局")]}), ("dept", "金融办", {"or": [I("dept-14"), T("金融办")]}), ("dept", "海盐县经济和信息化局机构职能", I("dept-00")), ("dept", "环保局", {"or": [I("dept-07"), T("生态环境")]}),
    ("company", "浙江晖钛精密科技股份有限公司", I("case-x00")), ("company", "晖钛", I("case-x00")), ("company", "晖钛精密", I("case-x00")), ("company", "砼霖特种材料", I("case-x01")),
    ("company", "宇星紧固件", I("case-x02")), ("company", "友邦益", I("case-x03")), ("company", "𬭚钢", I("case-x04")), ("company", "锘航核能", I("case-x05")), ("company", "尚维诺斯", I("case-x06")), ("company", "哈尔斯途UWB", I("case-x09")), ("company", "垚固", I("case-x08")),
    ("mixed", "5G+工业互联网", T("5G工业互联网")), ("mixed", "5G工业互联网", T("5G工业互联网")), ("mixed", "５Ｇ＋工业互联网", T("5G工业互联网")), ("mixed", "G60科创走廊", {"or": [I("task-05"), T("G60")]}), ("mixed", "g60", {"or": [I("task-05"), T("G60")]}),
    ("mixed", "PCT专利", {"or": [I("task-06"), B("PCT专利")]}), ("mixed", "RCEP", T("RCEP")), ("mixed", "rcep政策机遇", {"or": [I("task-18", "qa-rcep"), T("RCEP"), B("抢抓RCEP政策机遇")]}), ("mixed", "工业APP", {"or": [I("task-10"), T("工业APP")]}), ("mixed", "96871", {"or": [I("guard-3", "qa-hotline"), B("96871")]}), ("mixed", "TOPCon", B("TOPCon")), ("mixed", "上市50", {"or": [I("task-17"), T("上市50")]}),
    ("single_char", "税", T("税")), ("single_char", "氢", {"or": [T("氢"), B("氢")]}), ("single_char", "钛", {"or": [T("钛"), B("钛")]}), ("single_char", "碳", {"or": [T("碳"), B("碳")]}), ("single_char", "鸟", T("鸟")),
    ("partial_word", "精特新", T("精特新")), ("partial_word", "形冠军", {"or": [T("形冠军"), R(tier="隐形冠军")]}), ("partial_word", "业互联", T("业互联")), ("partial_word", "凰涅槃", T("凰涅槃")), ("partial_word", "造标准", T("造标准")), ("partial_word", "识产权质", T("识产权质")), ("partial_word", "加计扣", T("加计扣")), ("partial_word", "创走廊", {"or": [I("task-05"), T("创走廊")]}),
    ("spaces", "小巨人 奖补", {"or": [I("qa-xjr-award", "pol-xjr-detail"), T("小巨人", "奖补")]}), ("spaces", "百步镇 紧固件 案例", R(town="百步镇", industry="紧固件", kind="case")), ("spaces", "单项冠军 紧固件", R(tier="单项冠军", industry="紧固件")),
    ("spaces", "绿色工厂 清洁生产", {"or": [I("task-12", "qa-green"), B("绿色工厂", "清洁生产", "绿色园区")]}), ("spaces", "沈荡镇 新材料 隐形冠军", R(town="沈荡镇", industry="新材料", tier="隐形冠军")), ("spaces", "县科技局 揭榜挂帅", {"or": [I("task-09", "qa-key-tech"), T("揭榜挂帅")]}), ("spaces", "知识产权　快速维权", {"or": [I("task-06", "qa-design-patent"), B("快速维权")]}),
    ("traditional", "專精特新", {"or": [T("专精特新"), R(tier="省级专精特新")]}), ("traditional", "隱形冠軍", {"or": [T("隐形冠军"), R(tier="隐形冠军")]}), ("traditional", "單項冠軍", {"or": [T("单项冠军"), R(tier="单项冠军")]}), ("traditional", "經信局", {"or": [I("dept-00"), T("经信局")]}), ("traditional", "知識產權質押融資", T("知识产权质押融资")), ("traditional", "騰籠換鳥", T("腾笼换鸟")),
    ("pinyin", "xiaojuren", {"or": [T("小巨人"), R(tier="小巨人")]}), ("pinyin", "xiao ju ren", {"or": [T("小巨人"), R(tier="小巨人")]}), ("pinyin", "xjr", {"or": [T("小巨人"), R(tier="小巨人")]}), ("pinyin", "yinxingguanjun", {"or": [T("隐形冠军"), R(tier="隐形冠军")]}), ("pinyin", "zjtx", {"or": [T("专精特新"), R(tier="省级专精特新")]}), ("pinyin", "huitai", I("case-x00")), ("pinyin", "jingxinju", {"or": [I("dept-00"), T("经信局")]}),
    ("typo", "小巨入", {"or": [T("小巨人"), R(tier="小巨人")]}), ("typo", "隐行冠军", {"or": [T("隐形冠军"), R(tier="隐形冠军")]}), ("typo", "单向冠军", {"or": [T("单项冠军"), R(tier="单项冠军")]}), ("typo", "专精特薪", {"or": [T("专精特新"), R(tier="省级专精特新")]}), ("typo", "揭榜卦帅", T("揭榜挂帅")), ("typo", "腾龙换鸟", T("腾笼换鸟")), ("typo", "知识产全质押融资", T("知识产权质押融资")), ("typo", "晖泰精密", I("case-x00")),
    ("question", "小巨人企业有什么补贴", {"or": [I("qa-xjr-award", "pol-xjr-detail"), T("小巨人", "奖补"), T("小巨人", "奖励")]}), ("question", "怎么申报省级隐形冠军", {"or": [I("qa-yxgj-apply"), T("隐形冠军", "认定")]}), ("question", "专精特新企业贷款难找哪个部门", I("qa-loan")), ("question", "2025年小巨人企业目标是多少家", I("qa-target25", "goal", "plan-full")), ("question", "企业上市有哪些扶持政策", {"or": [I("qa-ipo", "task-17", "pol-abs-28"), T("企业股改上市"), T("上市50")]}), ("question", "数字化车间补贴怎么申请", {"or": [I("qa-workshop"), T("数字化车间", "资金兑付"), T("数字化车间", "项目申报")]}), ("question", "外观专利被侵权了怎么快速维权", I("qa-design-patent", "task-06")), ("question", "中小企业参加广交会有补贴吗", {"or": [I("qa-fair"), T("参展补贴")]}), ("question", "惠企政策咨询打什么电话", I("qa-hotline")), ("question", "引进博士有没有安家费", I("qa-talent")),
    ("prefix", "小巨", {"or": [T("小巨人"), R(tier="小巨人")]}), ("prefix", "隐形", {"or": [T("隐形冠军"), R(tier="隐形冠军")]}), ("prefix", "知识产", T("知识产权")), ("prefix", "盐政办发〔2023", R(docno_start="盐政办发〔2023")), ("prefix", "盐经信", R(docno_start="盐经信")), ("prefix", "FHYD01-2", R(unified_start="FHYD01-2")), ("prefix", "G6", {"or": [I("task-05"), T("G60")]}), ("prefix", "RC", T("RCEP")),
    ("synonym", "北交所", B("北京证券交易所")), ("synonym", "广交会", B("中国进出口商品交易会")), ("synonym", "国家级专精特新小巨人企业", {"or": [T("小巨人"), R(tier="小巨人")]}), ("synonym", "机器换人", {"or": [I("task-11"), B("工业机器人")]}), ("synonym", "工信局", {"or": [I("dept-00"), T("经信局")]}), ("synonym", "减税降费", {"or": [T("加计扣除"), T("留抵退税"), B("降费奖补")]}),
]

def match(rule, d):
    if "or" in rule: return any(match(x, d) for x in rule["or"])
    ok = True
    for k, v in rule.items():
        if k == "title_all": ok &= all(fold(w) in d["_t"] for w in v)
        elif k == "any_all": ok &= all(fold(w) in d["_t"] + "|" + d["_b"] for w in v)
        elif k == "ids": ok &= d["id"] in v
        elif k.endswith("_start"): ok &= d[k[:-6]].startswith(v)
        elif k.endswith("_end"): ok &= d[k[:-4]].endswith(v)
        else: ok &= d[k] == v
    return ok

def judge(docs):
    for d in docs: d["_t"], d["_b"] = fold(d["title"]), fold(d["body"])
    out = []
    for i, (kind, q, rule) in enumerate(QUERIES):
        rel = [d["id"] for d in docs if match(rule, d)]
        out.append(dict(id="q%03d" % i, kind=kind, q=q, rule=rule, n_relevant=len(rel), relevant=rel))
    for d in docs: d.pop("_t"); d.pop("_b")
    return out

def score(queries, run, k=10):
    kinds = {}
    for q in queries:
        rel = set(q["relevant"]); got = run.get(q["id"], [])[:k]
        if not rel: continue
        hit = sum(1 for g in got if g in rel)
        rr = next((1 / (i + 1) for i, g in enumerate(got) if g in rel), 0.0)
        for key in (q["kind"], "ALL", "ALL/" + q.get("set", "open")):
            kinds.setdefault(key, []).append((hit / min(k, len(rel)), rr, 0 if run.get(q["id"]) else 1))
    return {k2: dict(n=len(v), recall10=round(sum(x[0] for x in v) / len(v), 3), mrr10=round(sum(x[1] for x in v) / len(v), 3), zero=round(sum(x[2] for x in v) / len(v), 3)) for k2, v in kinds.items()}

def page(d):
    e = html.escape
    meta = "".join('<span data-pagefind-filter="%s">%s</span>' % (k, e(str(v))) for k, v in (("栏目", d["section"]), ("年度", d["year"]), ("梯度", d["tier"]), ("镇街", d["town"]), ("产业", d["industry"])) if v)
    no = "<p>%s %s</p>" % (e(d["docno"]), e(d["unified"])) if d["docno"] else ""
    body = "".join("<p>%s</p>" % e(p) for p in d["body"].split("\n") if p.strip())
    dep = "<p>责任单位：%s</p>" % e("、".join(d["depts"])) if d["depts"] else ""
    return '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title></head><body><main data-pagefind-body><h1>%s</h1>%s%s%s<p hidden>%s</p></main></body></html>' % (e(d["title"]), e(d["title"]), no, body, dep, meta)

def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--seed-text"); ap.add_argument("--n", type=int, default=1000)
    ap.add_argument("--corpus"); ap.add_argument("--queries"); ap.add_argument("--html"); ap.add_argument("--score", nargs=2)
    a = ap.parse_args()
    if a.score:
        qs = json.load(open(a.score[0], encoding="utf-8"))["queries"]
        print(json.dumps(score(qs, json.load(open(a.score[1], encoding="utf-8"))), ensure_ascii=False, indent=1)); return
    docs = corpus(a.seed_text, a.n)
    if a.corpus:
        with open(a.corpus, "w", encoding="utf-8") as f:
            for d in docs: f.write(json.dumps(d, ensure_ascii=False, separators=(",", ":")) + "\n")
    if a.html:
        for d in docs:
            p = a.html + d["url"]; os.makedirs(p, exist_ok=True)
            open(p + "index.html", "w", encoding="utf-8").write(page(d))
    if a.queries:
        qs = judge(docs)
        h = hashlib.sha256("\n".join(d["id"] + d["title"] + d["body"] for d in docs).encode("utf-8")).hexdigest()
        json.dump(dict(about="Judged queries for developing search. Relevance is binary; 'relevant' lists the primary documents at this n; 'rule' re-derives them at any n (match() in corpus.py).", n=len(docs), corpus_sha256=h, k=10, queries=qs), open(a.queries, "w", encoding="utf-8"), ensure_ascii=False, indent=1)
if __name__ == "__main__": main()
