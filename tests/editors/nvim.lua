-- notelint in Neovim, set up as docs/editors.md says. `run.py nvim` starts this in a copy of project/ with NOTELINT on PATH.

local here = vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p:h")
local DEADLINE = 20000 -- milliseconds

local function wait(what, condition)
    assert(vim.wait(DEADLINE, condition, 20), "timed out: " .. what)
end

local function equal(actual, expected, what)
    assert(vim.deep_equal(actual, expected), ("%s: %s instead of %s"):format(what, vim.inspect(actual), vim.inspect(expected)))
end

-- The configuration in docs/editors.md: the first one is for Neovim 0.11, the second one for 0.8 to 0.10.
local function documented(number)
    local page = table.concat(vim.fn.readfile(here .. "/../../docs/editors.md"), "\n")
    local section = page:match("\n## Neovim\n(.-)\n## ")
    for block in section:gmatch("```lua\n(.-)\n```") do
        number = number - 1
        if number == 0 then
            return assert(loadstring(block))
        end
    end
    error("docs/editors.md has no such block")
end

local function start()
    if vim.fn.has("nvim-0.11") == 1 then
        documented(1)()
        vim.cmd("edit note.md")
    elseif vim.fn.has("nvim-0.8") == 1 then
        documented(2)()
        vim.cmd("edit note.md")
    else
        vim.cmd("edit note.md")
        local id = vim.lsp.start_client({ name = "notelint", cmd = { "notelint", "lsp" }, root_dir = vim.fn.getcwd() })
        vim.lsp.buf_attach_client(0, id)
    end
    local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
    wait("the server starts", function() return #clients() == 1 and clients()[1].initialized ~= nil end)
    return clients()[1]
end

local function lines(from, to)
    return vim.api.nvim_buf_get_lines(0, from, to, true)
end

-- The findings as the user sees them: the line (from 1), and the text that is underlined.
local function findings()
    local found = {}
    for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
        local line = lines(diagnostic.lnum, diagnostic.lnum + 1)[1]
        table.insert(found, { diagnostic.lnum + 1, line:sub(diagnostic.col + 1, diagnostic.end_col), diagnostic.code })
    end
    return found
end

-- Moves the cursor to `text` in line `line` (from 1).
local function cursor(line, text)
    local column = assert(lines(line - 1, line)[1]:find(text, 1, true), text)
    vim.api.nvim_win_set_cursor(0, { line, column - 1 })
end

-- Chooses the code action `title` at the cursor.
local function choose(title)
    local offered
    vim.ui.select = function(items, options, chosen)
        offered = vim.tbl_map(options.format_item, items)
        for index, name in ipairs(offered) do
            if name:sub(1, #title) == title then
                return chosen(items[index], index)
            end
        end
        error("not offered: " .. title .. " in " .. vim.inspect(offered))
    end
    vim.lsp.buf.code_action()
    wait("code actions", function() return offered ~= nil end)
end

local function finding_and_fix()
    local misspelled = { { 7, "Elasticache", "misspelled-term" } }
    wait("findings", function() return #vim.diagnostic.get(0) > 0 end)
    equal(findings(), misspelled, "findings")

    -- What is typed before the finding moves it. The characters differ in bytes, UTF-16 and columns.
    vim.api.nvim_buf_set_text(0, 6, 2, 6, 2, { "🧊が" })
    wait("the finding moves", function() return vim.diagnostic.get(0)[1].col == 2 + 7 + 4 + 6 + 1 end)
    equal(findings(), misspelled, "findings after typing")

    cursor(7, "Elasticache")
    choose("Replace with `ElastiCache`")
    wait("the fix", function() return lines(6, 7)[1] == "- 🧊が😀か゛ ElastiCache を使う。" end)
    wait("no findings", function() return #vim.diagnostic.get(0) == 0 end)
end

-- A preview of a link, its definition, and completion of a heading.
local function read_on(client)
    cursor(3, "s3.md#")
    vim.lsp.buf.hover()
    local shown
    wait("the preview", function()
        for _, window in ipairs(vim.api.nvim_list_wins()) do
            if vim.api.nvim_win_get_config(window).relative ~= "" then
                shown = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), "\n")
            end
        end
        return shown
    end)
    assert(shown:find("にまとめた", 1, true), shown)

    vim.lsp.buf.definition()
    wait("the definition", function() return vim.fn.expand("%:t") == "s3.md" end)
    wait("its heading", function() return vim.api.nvim_win_get_cursor(0)[1] == 3 end)
    vim.cmd("buffer note.md")

    vim.api.nvim_buf_set_lines(0, -1, -1, true, { "か゛😀 [x](s3.md#バ)" })
    vim.api.nvim_win_set_cursor(0, { 9, #"か゛😀 [x](s3.md#バ" })
    local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
    local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", params, DEADLINE)
    local items = answers[client.id].result.items
    items = vim.tbl_filter(function(item) return item.label == "バケット" end, items)
    equal(#items, 1, "completion")
    vim.lsp.util.apply_text_edits({ items[1].textEdit }, vim.api.nvim_get_current_buf(), client.offset_encoding)
    equal(lines(8, 9)[1], "か゛😀 [x](s3.md#バケット)", "completion")
    vim.api.nvim_buf_set_lines(0, 8, -1, true, {})
end

local function rename()
    cursor(5, "データ")
    vim.lsp.buf.rename("データベース")
    wait("the heading", function() return lines(4, 5)[1] == "## データベース" end)
    vim.cmd("silent wall")
    local link = "キャッシュは [データベース](note.md#データベース) にまとめた。"
    wait("the link in the other note", function() return vim.fn.readfile("s3.md")[5] == link end)
    wait("no findings after renaming", function() return #vim.diagnostic.get(0) == 0 end)
end

local function run()
    vim.o.hidden = true
    local client = start()
    finding_and_fix()
    read_on(client)
    rename()
    client.stop(client, true)
end

local ok, trace = xpcall(run, debug.traceback)
if not ok then
    io.stderr:write(trace .. "\n")
    vim.cmd("cquit 1")
end
vim.cmd("qall!")
