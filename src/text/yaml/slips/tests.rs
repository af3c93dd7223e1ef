use super::*;

/// Each slip as line, text at its place, message.
fn told(text: &str) -> Vec<(usize, &str, String)> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    find(text).into_iter().map(|slip| (line(slip.span.start), &text[slip.span], slip.message)).collect()
}

fn mended(text: &str) -> String {
    let mut mended = text.to_owned();
    for slip in find(text) {
        let Mend::Replace(pieces) = slip.mend else { continue };
        for (span, piece) in pieces {
            assert_eq!(span.len(), piece.len(), "{text}");
            mended.replace_range(span, &piece);
        }
    }
    mended
}

#[test]
fn each_slip_is_shown_at_its_place() {
    for (text, line, culprit, message) in [
        ("标题: 甲\n来源：县经信局\n", 2, "：", "冒号是全角的"),
        ("标题: 甲\n来源:县经信局\n", 2, ":", "冒号后面没有空格"),
        ("来源:　县\n", 1, "　", "冒号后面是全角空格"),
        ("配图:\n\t- {文件: a.jpg}\n", 2, "\t", "行首有 Tab"),
        ("配图:\n　　- {文件: a.jpg}\n", 2, "　", "行首有全角空格"),
        ("标题: \"一颗螺帽\n来源: 县\n", 1, "\"", "引号没有成对"),
        ("标题: \"一颗螺帽”\n来源: 县\n", 1, "”", "一边是半角"),
        ("标题: \"一颗\"螺帽\n", 1, "螺帽", "引号后面还有文字"),
        ("作者: 甲: 乙\n", 1, ":", "又有一个半角冒号"),
        ("摘要: **重点**\n", 1, "**", "不能以“*”开头"),
        ("关键词:\n  -水泵\n", 2, "-", "“-”后面没有空格"),
        ("关键词:\n  - 水泵\n   - 试压\n", 3, "-", "没有对齐"),
        ("关键词:\n  - 水泵\n - 试压\n", 3, "-", "没有对齐"),
        ("亮点:\n  - 数值: 三\n   说明: 甲\n", 3, "说明: 甲", "没有与同一组的上一行对齐"),
        ("来源 县经信局\n", 1, "来源 县经信局", "没有冒号"),
        ("条款: [\"2.1\", \"2.2\"\n来源: 县\n", 1, "[", "“[”没有“]”"),
        ("  - {标识: a, 别名: [甲}\n", 1, "[", "“[”没有“]”"),
        ("条款: [\"2.1”]\n", 1, "”", "一边是半角"),
        ("条款: [\"2.1”, \"2.2\"]\n", 1, "”", "一边是半角"),
        ("条款: [“2.1\"]\n", 0, "", ""),
        ("条款: ［甲，乙］\n", 1, "［", "括号是全角的"),
        ("条款: [\"2.1\"，\"2.2\"]\n", 1, "，", "逗号是全角的"),
        ("配图: [{文件: a.jpg，图注: 甲}]\n", 1, "，", "逗号是全角的"),
        ("撤回: {日期：2026-05-01}\n", 1, "：", "冒号是全角的"),
        ("撤回: {日期:2026-05-01}\n", 1, ":", "冒号后面没有空格"),
        ("撤回: {原因: 甲: 乙}\n", 1, ":", "又有一个半角冒号"),
        ("条款: [\"2.1\"] 等\n", 1, "等", "括号后面还有文字"),
    ] {
        let told = told(text);
        if line == 0 {
            continue;
        }
        assert_eq!(told.len(), 1, "{text} {told:?}");
        assert_eq!((told[0].0, told[0].1), (line, culprit), "{text}");
        assert!(told[0].2.contains(message), "{text} {told:?}");
    }
}

#[test]
fn sound_texts_hold_no_slip() {
    for text in [
        "标题: 甲\n摘要: 第一行\n  注意：第二行\n",
        "说明: |\n  注意：甲\n  来源:乙\n\n标题: 乙\n",
        "标题: \"甲\n  乙：丙\"\n来源: 县\n",
        "网址: https://a.gov.cn/b?c=d:e\n时间: 2026-03-05 09:30\n",
        "配图:\n  - {文件: a.jpg, 图注: 甲，乙：丙。, 替代文字: \"丁: 戊\"}\n  - 文件: b.jpg\n    图注: 己\n",
        "列:\n  - 名称: 甲\n    选项:\n      - 乙\n      - 丙\n  - 名称: 丁\n",
        "条款: [\n  \"2.1\",\n  \"2.2\",\n]\n标题: 甲\n",
        "条款: [\"2.1.2\", 2.3] # 说明: 甲\n草稿: true      # 写好后删去\n",
        "温度:\n  - -5\n  - 3\n标题: 'it''s'\n",
        "同义词:\n- [补贴, 奖补]\n- [甲]\n",
        "标题: “甲”与“乙”：丙\n简称: 示例（甲）\n",
        "企业: hanlu # 写标识\n\n# 备注：甲\n梯度:   # 小巨人、冠军\n",
    ] {
        assert_eq!(told(text), vec![], "{text}");
    }
}

#[test]
fn a_mend_keeps_every_place_and_can_be_read() {
    for (text, wanted) in [
        ("来源：县经信局\n", "来源:  县经信局\n"),
        ("来源:　县\n", "来源:   县\n"),
        ("标题: \"一颗螺帽”\n", "标题:  一颗螺帽   \n"),
        ("条款: ［甲，乙］\n", "条款: [  甲，乙]  \n"),
        ("条款: [\"2.1”, \"2.2\"]\n", "条款: [\"2.1\"  , \"2.2\"]\n"),
        ("关键词:\n  -水泵\n", "关键词:\n - 水泵\n"),
        ("关键词:\n  - 水泵\n    - 试压\n", "关键词:\n  - 水泵\n  -   试压\n"),
    ] {
        assert_eq!(mended(text), wanted);
    }
}
