#!/usr/bin/env python3
"""Write a synthetic Simplified-Chinese article corpus for build benchmarks.

The text is recombined, word by word, from one policy document (the plan of this
repository, or ``--text FILE``), so that a Chinese word segmenter sees realistic
input.  Company names, people and figures are invented; nothing here is a real case.

Every format gets the same articles.  Page k depends only on (seed, k), so the 1,000-page
corpus is a prefix of the 10,000-page one, and any two runs write identical bytes.

    python3 gen_corpus.py --pages 1000 --format neutral --out corpus/

Formats
    neutral   YAML front matter, links as relative .md paths
    hugo      the same, under content/cases/
    zola      TOML front matter with [taxonomies], links as @/cases/...
    eleventy  YAML front matter, links as site URLs
    mdbook    no front matter, heading + meta line, SUMMARY.md
    saltpress YAML front matter with this project's keys; the tags are themes of content/column.yaml
"""
import argparse
import datetime
import os
import random
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

# Words of the policy document, longest match first.  Anything between two of these stays
# one chunk, so a chunk boundary is always a real word boundary.
LEXICON = """
专精特新 中小企业 小巨人 单项冠军 隐形冠军 高质量发展 行动方案 县委 县政府 省级 市级 国家级
梯度培育 创新驱动 强链补链 绿色发展 质量提升 融资畅通 创新要素 发展动能 企业素质 发展环境
党建统领 示范企业 创新型 科技型 重点领域 制造业 短板 弱项 特色优势产业 核心基础零部件
先进基础工艺 关键基础材料 产业链 供应链 关键环节 重要支撑 培育体系 培育企业 龙头引领 企业梯队
市场主体 倍增计划 科技企业 双倍增 行动 核心专利技术 市场前景 产业引导能力 入库培育 要素集聚
专项服务 培育库 研发机构 企业研究院 实验室 研发平台 科研平台 深度合作 共建共享 工程实验室
研究中心 技术中心 成果转化 生态优势 科技城 研究院 科技企业孵化器 集聚区 主阵地 科创走廊 纽带作用
科创路演 创新项目 产品展示 项目路演 投资落户 服务 瓶颈 重大装备 新材料 软件 工业基础产品 知识产权
专利导航 工程 个性化 服务指导 发明专利 申请量 快速维权 外观设计专利 快速预审 快速审查 快速确权
授权效率 保护通道 有效发明专利 链主企业 重点企业 精准服务 做大做强 并购重组 强强联合 资源整合
雄鹰企业 链式招引 大企业 补链项目 上下游 分工协作 产业集群 技术攻关 高校科研院所 关键核心技术
揭榜挂帅 技术需求榜单 攻关计划 协同创新项目 数字赋能 数字化 数字化转型 评价诊断 低成本 轻量化
快部署 易运维 云服务 工业 生产 物流 销售 核心数据 工业设备 运营管理 上云上平台 工业互联网 融合应用
样板工程 应用场景 技改项目 数字化车间 标杆企业 智能技改 智能化设备 数控机床 工业机器人 成套生产线
研究开发 检验检测 设备 技术改造 智能制造 系统解决方案 供应商 信息工程 服务机构 项目技术 嵌入式软件
系统集成 智能化改造 整体服务 工业仿真软件 辅助设计软件 控制系统软件 数字化底座 智能工厂 绿色制造
绿色设计 绿色包装 绿色运输 示范基地 绿色工厂 绿色园区 绿色供应链 公益性 节能诊断 节能减碳 技术装备
资源利用效率 清洁生产 品牌战略 自主品牌 地理标识度 商标注册 保护能力 驰名商标 品牌管理体系 出口商品
品牌推广 品质提升 标准认证 质量品牌 计量技术 管理对标 现代企业制度 质量奖 零突破 标准领跑 市场需求
产品标准 国际标准 国家标准 行业标准 话语权 标准化水平 产品竞争力 标准创新 融资服务 金融服务 清单机制
银行业 金融机构 服务方案 信贷产品 审批通道 信贷支持 融资担保 降费奖补 保险机构 出口信用 供应链保险
资本对接 证券交易所 咨询培训 挂牌上市 拟上市企业 资本市场 注册制 改革机遇 上市公司 开拓市场 海内外市场
博览会 展会 政策机遇 政策红利 海外资源 品牌出海 跨境电商 平台 跨境业务 协会 人才培育 企业家 素质提升
总裁研修班 新生代 培训班 工业大讲坛 发展沙龙 场景式实训 跟班学习 培育模式 紧缺 专业人才 需求目录
高层次人才 组织保障 组织领导 民营企业 领导小组 整体部署 统筹指导 推进机制 择优认定 示范宣传 奖补支持
监测分析 动态管理 资金 要素保障 小微企业园 特色园区 绩效综合评价 新增投资项目 重大产业项目 攻坚行动
碳排放 能耗指标 土地指标 企业直通车 公共服务平台 专项服务机制 服务手段 精准推送 全流程 宣传推广
交流合作圈 良好氛围 专栏 培育成果 成功案例 有效做法 典型 活力 发展之路 企业 支持 引导 鼓励 推动 开展
实施 建立 打造 加快 加大 提升 围绕 力争 新增 推进 提供 形成 促进 强化 构建 通过 以上 项目 技术 产品
创新 产业 市场 标准 人才 资源 优势 能力 管理 发展 培育 示范 认定 合作 应用 建设 全省 全市 全县 我县
""".split()

DEPARTMENTS = ["县经信局", "县科技局", "县市场监管局", "县商务局", "县发改局", "县财政局",
               "县人力社保局", "县工商联", "人行海盐支行", "县生态环境分局"]
TAGS = ["梯度培育", "小巨人", "单项冠军", "隐形冠军", "创新驱动", "研发平台", "成果转化", "知识产权",
        "强链补链", "技术攻关", "数字化转型", "智能制造", "绿色制造", "节能减碳", "品牌建设", "质量提升",
        "标准领跑", "融资服务", "资本对接", "开拓市场", "人才培育", "要素保障", "精准服务", "典型案例"]
INDUSTRY = ["精密机械", "紧固件", "新材料", "智能装备", "集成家居", "电子科技", "汽车零部件", "核电设备",
            "环保科技", "纺织科技", "生物医药", "工业软件", "阀门制造", "照明电器", "食品科技"]
ASPECT = ["梯度培育经验", "数字化车间建设案例", "绿色工厂创建纪实", "研发平台升级之路", "知识产权保护实践",
          "强链补链典型做法", "质量提升专项行动成效", "融资服务对接案例", "品牌出海探索", "人才培育新模式",
          "标准领跑行动侧记", "技术攻关揭榜故事"]
HEADINGS = ["企业概况", "主要做法", "创新举措", "政策支持", "取得成效", "经验启示", "下一步打算", "部门服务",
            "数字化改造", "绿色转型", "市场开拓", "人才队伍"]
INDICATORS = ["营业收入(万元)", "研发投入(万元)", "发明专利(件)", "数字化设备联网率(%)", "单位能耗下降(%)",
              "出口额(万元)", "新增就业(人)", "技改投资(万元)", "参与制定标准(项)", "融资金额(万元)"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗沈顾陆姚钱"
CJK = re.compile(r"[\u4e00-\u9fff]+")


class Language:
    """A word chain learnt from the seed text."""

    def __init__(self, text):
        longest_first = sorted(set(LEXICON), key=len, reverse=True)
        cut = re.compile("(" + "|".join(map(re.escape, longest_first)) + ")")
        self.starts, self.next, self.words = [], {}, set()
        for clause in re.split(r"[，。；：、,;:()（）〔〕《》\n\s]+", re.sub(r"[“”‘’\"']", "", text)):
            if re.search(r"[0-9０-９]", clause):      # a figure cut out would leave a hole
                continue
            chunks = []
            for run in CJK.findall(clause):
                chunks += [c for c in cut.split(run) if c]
            if not 2 <= len(chunks) <= 14 or sum(map(len, chunks)) < 6:
                continue
            self.words.update(chunks)
            self.starts.append(chunks[0])
            for a, b in zip(chunks, chunks[1:] + [None]):
                self.next.setdefault(a, []).append(b)
        self.letters = sorted({c for c in "".join(w for w in self.words if len(w) > 1)})

    def clause(self, rng):
        for _ in range(40):
            words, word = [], rng.choice(self.starts)
            while word is not None and sum(map(len, words)) < 26:
                words.append(word)
                word = rng.choice(self.next.get(word, [None]))
            text = "".join(words)
            if 6 <= len(text) <= 28:
                return text
        return text

    def brand(self, rng):
        return rng.choice(self.letters) + rng.choice(self.letters)


def sentence(lang, rng, company):
    parts = [lang.clause(rng) for _ in range(rng.randint(2, 4))]
    dice = rng.random()
    if dice < 0.15:
        parts.insert(0, company)
    elif dice < 0.25:
        parts.insert(0, "%d年" % rng.randint(2019, 2025))
    elif dice < 0.35:
        parts.append("累计投入%d万元" % rng.randint(50, 9800))
    elif dice < 0.42:
        parts.append("同比增长%d.%d%%" % (rng.randint(2, 48), rng.randint(0, 9)))
    elif dice < 0.47:
        parts.append("“%s”成效明显" % rng.choice(TAGS))
    elif dice < 0.50:
        parts.append("负责人%s%s介绍" % (rng.choice(SURNAMES), lang.brand(rng)))
    return "，".join(parts) + "。"


def paragraph(lang, rng, company, want):
    out, size = [], 0
    while size < want:
        s = sentence(lang, rng, company)
        out.append(s)
        size += len(s)
    return "".join(out)


def article(lang, seed, k, pages):
    rng = random.Random("%d:%d" % (seed, k))
    company = "海盐%s%s有限公司" % (lang.brand(rng), rng.choice(INDUSTRY))
    title = "%s：%s（第%d期）" % (company, rng.choice(ASPECT), k)
    date = datetime.date(2019, 1, 1) + datetime.timedelta(days=rng.randrange(0, 2500))
    tags = rng.sample(TAGS, rng.randint(2, 4))
    summary = paragraph(lang, rng, company, 60)
    other = rng.randrange(1, k) if k > 1 else min(2, pages)
    goal = rng.randint(690, 1300)          # plus list, table, headings: 800 to 1500 characters
    heads = rng.sample(HEADINGS, 4)
    share = goal // 6
    b = ["## " + heads[0], paragraph(lang, rng, company, share),
         paragraph(lang, rng, "该公司", share),
         "## " + heads[1], paragraph(lang, rng, "该公司", share),
         "\n".join("- **%s**：%s" % (rng.choice(TAGS), lang.clause(rng) + "。")
                   for _ in range(rng.randint(3, 5))),
         "### " + "部门协同", paragraph(lang, rng, rng.choice(DEPARTMENTS), share),
         "## " + heads[2]]
    rows = ["| 指标 | 2023年 | 2024年 | 2025年 |", "| --- | ---: | ---: | ---: |"]
    for name in rng.sample(INDICATORS, 4):
        base = rng.randint(10, 9000)
        rows.append("| %s | %d | %d | %d |" % (name, base, base * 11 // 10, base * 13 // 10))
    b += ["\n".join(rows), paragraph(lang, rng, "该公司", share),
          "另见[第%d期典型案例](%%LINK%%)，了解*同类企业*的做法。" % other,
          "## " + heads[3], paragraph(lang, rng, company, share)]
    return {"k": k, "title": title, "date": date.isoformat(), "tags": tags, "summary": summary,
            "body": "\n\n".join(b) + "\n", "other": other}


def name(k):
    return "case-%05d" % k


def yaml_head(a, extra=""):
    return '---\ntitle: "%s"\ndate: %s\ntags: [%s]\nsummary: "%s"\n%s---\n\n' % (
        a["title"], a["date"], ", ".join(a["tags"]), a["summary"], extra)


def toml_head(a):
    return '+++\ntitle = "%s"\ndate = %s\ndescription = "%s"\n[taxonomies]\ntags = [%s]\n+++\n\n' % (
        a["title"], a["date"], a["summary"], ", ".join('"%s"' % t for t in a["tags"]))


SITE = """网站名称: 基准测试
地区: 海盐县
示例: true
网址: https://example.org/
关键词: [测试]
搜索: false
"""


def saltpress_head(a):
    return '---\n标题: "%s"\n发布时间: %s\n主题: [%s]\n摘要: "%s"\n来源: 基准测试\n示例: true\n---\n\n' % (
        a["title"], a["date"], ", ".join(a["tags"]), a["summary"])


def saltpress_site(out):
    """The site around the cases: every tag is a theme, nothing is asked of a case's form."""
    themes = ["  - {标识: t%02d, 名称: %s, 示例: true}" % pair for pair in enumerate(TAGS)]
    column = "每页: 20\n主题:\n%s\n案例模板: {字数: 100000, 配图: 0, 章节: []}\n" % "\n".join(themes)
    put(os.path.join(out, "content/site.yaml"), SITE)
    put(os.path.join(out, "content/column.yaml"), column)


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(text)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--pages", type=int, required=True)
    p.add_argument("--format", choices=["hugo", "zola", "eleventy", "mdbook", "neutral", "saltpress"], default="neutral")
    p.add_argument("--out", required=True)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--text", default=os.path.join(HERE, "../../policies/zjtx-2022/text.txt"))
    a = p.parse_args()
    with open(a.text, encoding="utf-8") as f:
        lang = Language(f.read())
    base = {"hugo": "content/cases", "zola": "content/cases", "eleventy": "content/cases",
            "mdbook": "src/cases", "neutral": "cases", "saltpress": "content/cases"}[a.format]
    toc, chars, size = ["# Summary", "", "[首页](index.md)", ""], [], 0
    for k in range(1, a.pages + 1):
        art = article(lang, a.seed, k, a.pages)
        other = name(art["other"])
        link = {"zola": "@/cases/%s.md" % other, "eleventy": "/cases/%s/" % other}.get(a.format, other + ".md")
        body = art["body"].replace("%LINK%", link)
        if a.format == "zola":
            text = toml_head(art) + body
        elif a.format == "saltpress":
            text = saltpress_head(art) + body
        elif a.format == "mdbook":
            text = "# %s\n\n%s · %s\n\n> %s\n\n%s" % (
                art["title"], art["date"], "、".join(art["tags"]), art["summary"], body)
            toc.append("- [%s](cases/%s.md)" % (art["title"], name(k)))
        else:
            text = yaml_head(art) + body
        chars.append(sum(len(r) for r in CJK.findall(body)))
        size += len(text.encode())
        put(os.path.join(a.out, base, name(k) + ".md"), text)
    if a.format == "mdbook":
        put(os.path.join(a.out, "src/SUMMARY.md"), "\n".join(toc) + "\n")
        put(os.path.join(a.out, "src/index.md"), "# 首页\n")
    if a.format == "saltpress":
        saltpress_site(a.out)
    chars.sort()
    print("%d pages, %d bytes, Chinese characters per page min/median/max %d/%d/%d" % (
        a.pages, size, chars[0], chars[len(chars) // 2], chars[-1]), file=sys.stderr)


if __name__ == "__main__":
    main()
