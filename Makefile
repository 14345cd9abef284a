# 每个目标只调用一个脚本，不带选项；需要选项时直接运行 python -m scripts.名称。
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help serve build check fix stale new test bench bench-checks bench-word bench-search bench-import proof-word screenshots proof-publish lock clean

help: ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

serve: ## 本机预览，改动即时刷新（http://127.0.0.1:8000）
	@$(PYTHON) -m scripts.serve

build: ## 检查并生成网站
	@$(PYTHON) -m scripts.build

check: ## 检查全部文本和数据
	@$(PYTHON) -m scripts.check

fix: ## 自动修正可以修正的问题
	@$(PYTHON) -m scripts.check --fix

stale: ## 列出法规变动影响到的文本（make stale SINCE=2026-08-01）
	@$(PYTHON) -m scripts.stale

new: ## 新建一篇草稿
	@$(PYTHON) -m scripts.new

test: ## 运行全部测试
	@$(PYTHON) -m scripts.test

bench: ## 测量大规模文库的生成速度
	@$(PYTHON) -m scripts.bench

bench-checks: ## 各类检查的查准率和查全率
	@$(PYTHON) -m scripts.bench_checks

bench-word: ## 测量 Word 文件的生成、填写速度和页面的字节数
	@$(PYTHON) -m scripts.bench_word

bench-search: ## 测量检索的查全率、速度和字节数
	@$(PYTHON) -m scripts.bench_search

bench-import: ## 测量导入的准确率、速度和内存
	@$(PYTHON) -m scripts.bench_import

proof-word: ## 用 LibreOffice 测量 Word 文件的版式
	@$(PYTHON) -m scripts.proof_word

screenshots: ## 重画 README 的截图和分享链接的卡片图
	@$(PYTHON) -m scripts.screenshots

proof-publish: ## 证明发布从不损坏网站（nginx、wrk、kill -9、写满磁盘）
	@$(PYTHON) -m scripts.proof_publish

lock: ## 重新生成 requirements.lock
	@$(PYTHON) -m scripts.lock

clean: ## 删除生成的文件（草稿保留）
	@$(PYTHON) -m scripts.clean
