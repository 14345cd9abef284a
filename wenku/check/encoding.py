"""ENC: bytes and characters. All of it is found while reading (wenku.decode)."""

from wenku.check.rules import declare

declare("ENC-1", "不是 UTF-8 编码", "别的编码到了别的机器上是乱码。")
declare("ENC-2", "开头有 BOM", "看不见的三个字节会让第一行的 --- 认不出来。", fixable=True)
declare("ENC-3", "有看不见的控制字符", "零宽空格之类的字符会让检索和复制出错。")
declare("ENC-4", "形似汉字的部首或兼容字", "从 PDF 里复制来的“⽼”不是“老”，检索不到，印出来字形也不对。", fixable=True)
declare("ENC-5", "换行符不是 LF", "混用换行符，改动对照会整篇变红。", fixable=True)
declare("ENC-6", "文件太大", "一个文本只有几十 kB；更大的文件里多半贴进了别的东西。")
