-- What people wrote, made into a document that only shows text: nothing is read, fetched or run, every heading
-- says something and follows the one above it, and no nesting is too deep for a writer.

local DEEPEST = 6 -- lists and quotations inside each other, and likewise emphases
local LONGEST_WORD = 40 -- letters; a longer one may be broken anywhere, or it would leave the page
local NARROWEST, WIDEST = 6, 45 -- letters that a column of a table is reckoned to hold, and
local MARGIN = 3 -- as much air besides
local LINE = 88 -- letters that a line of a table has room for
local LONG = 30 -- letters; a column of a printed table that holds a longer text shares what room is left
local TALLEST_ROW = 1200 -- letters; a longer row may be split across pages, or it would leave the page

local ZERO_WIDTH_SPACE = utf8.char(0x200b)

-- What a bar consists of (bars.py).
local BARS = { [0x2588] = true, [0x2593] = true, [0x2591] = true }

local function is_bar(text)
  for _, code in utf8.codes(text) do
    if not BARS[code] then return false end
  end
  return text ~= ""
end

local function leads_out(target)
  return target:match("^https?://[^%s]+$") or target:match("^mailto:[^%s]+$")
end

local harmless = {
  RawInline = function(raw) return pandoc.Str(raw.text) end,
  RawBlock = function(raw) return pandoc.Para(pandoc.Str(raw.text)) end,
  Image = function(image) return image.caption end,
  Link = function(link)
    if #link.target > 2000 or not leads_out(link.target) then return link.content end
    link.title = ""
    return link
  end,
}

local function flat_inlines(inlines, depth)
  local flat = pandoc.Inlines({})
  for _, inline in ipairs(inlines) do
    if inline.content and depth >= DEEPEST then
      inline = pandoc.Str(pandoc.utils.stringify(inline))
    elseif inline.content then
      inline.content = flat_inlines(inline.content, depth + 1)
    end
    flat:insert(inline)
  end
  return flat
end

local function flat_blocks(blocks, depth)
  local flat = pandoc.Blocks({})
  for _, block in ipairs(blocks) do
    local lists = (block.t == "BulletList" or block.t == "OrderedList") and block.content
    local parts = lists or (block.t == "BlockQuote" and { block.content })
    if not parts then
      flat:insert(block)
    elseif depth >= DEEPEST then
      for _, part in ipairs(parts) do flat:extend(flat_blocks(part, depth)) end
    else
      for number, part in ipairs(parts) do parts[number] = flat_blocks(part, depth + 1) end
      block.content = lists and parts or parts[1]
      flat:insert(block)
    end
  end
  return flat
end

local function with_flat_inlines(block)
  block.content = flat_inlines(block.content, 0)
  return block
end

local shallow = {
  Para = with_flat_inlines,
  Plain = with_flat_inlines,
  Header = with_flat_inlines,
  Pandoc = function(document)
    document.blocks = flat_blocks(document.blocks, 0)
    return document
  end,
}

local level = 0
local in_order = { Header = function(heading)
  if not pandoc.utils.stringify(heading.content):match("%S") then return {} end
  level = math.min(heading.level, level + 1)
  heading.level = level
  return heading
end }

local function rows(part)
  return part.rows or part.body or {}
end

local function each_row(tabular, visit)
  for _, row in ipairs(rows(tabular.head)) do visit(row, true) end
  for _, body in ipairs(tabular.bodies) do
    for _, row in ipairs(rows(body)) do visit(row, false) end
  end
end

local function letters(blocks)
  return utf8.len(pandoc.utils.stringify(blocks))
end

local function longest_word(blocks)
  local longest = 0
  for word in pandoc.utils.stringify(blocks):gmatch("%S+") do longest = math.max(longest, utf8.len(word)) end
  return longest
end

local function within(wide)
  return math.max(NARROWEST, math.min(WIDEST, wide)) + MARGIN
end

-- Columns as wide as what is in them asks for: word processors make them equal otherwise. Where a line has no room for
-- all of it, each column keeps its longest word whole, and gives up its share of the rest.
local measured = { Table = function(tabular)
  local wanted, least, sum, floor = {}, {}, 0, 0
  each_row(tabular, function(row)
    for column, cell in ipairs(row.cells) do
      wanted[column] = math.max(wanted[column] or 0, within(letters(cell.contents)))
      least[column] = math.max(least[column] or 0, within(longest_word(cell.contents)))
    end
  end)
  for column, wide in ipairs(wanted) do sum, floor = sum + wide, floor + least[column] end
  local fits = sum <= LINE or floor >= LINE
  for column, spec in ipairs(tabular.colspecs) do
    local wide, kept = wanted[column] or NARROWEST, least[column] or NARROWEST
    if not fits then wide = kept + (wide - kept) * (LINE - floor) / (sum - floor) end
    tabular.colspecs[column] = { spec[1], wide / (fits and sum or LINE) }
  end
  return tabular
end }

local function literal(text)
  return '"' .. text:gsub("[\\\"]", "\\%0") .. '"'
end

local function typst(expression)
  return pandoc.RawInline("typst", "#" .. expression .. ";")
end

-- A long word with places where it may be broken.
local function broken(word)
  if utf8.len(word) <= LONGEST_WORD then return word end
  local pieces, from = {}, 1
  while from <= #word do
    local past = utf8.offset(word, LONGEST_WORD + 1, from) or #word + 1
    pieces[#pieces + 1] = word:sub(from, past - 1)
    from = past
  end
  return table.concat(pieces, ZERO_WIDTH_SPACE)
end

-- Text as literals of Typst, so that none of it can be anything but text.
local as_literals = {
  Inlines = function(inlines)
    local written, words = pandoc.Inlines({}), {}
    local function write_words()
      if #words > 0 then written:insert(typst(literal(table.concat(words)))) end
      words = {}
    end
    for _, inline in ipairs(inlines) do
      if inline.t == "Str" then
        words[#words + 1] = inline.text:gsub("%S+", broken)
      elseif inline.t == "Space" or inline.t == "SoftBreak" then
        words[#words + 1] = " "
      else
        write_words()
        written:insert(inline)
      end
    end
    write_words()
    return written
  end,
  Code = function(code)
    if is_bar(code.text) then return typst("bar(" .. literal(code.text) .. ")") end
    return typst("raw(" .. literal(code.text) .. ")")
  end,
  CodeBlock = function(block)
    return pandoc.RawBlock("typst", "#raw(block: true, " .. literal(block.text) .. ");")
  end,
}

local SIDES = { AlignRight = "right", AlignCenter = "center", AlignLeft = "left", AlignDefault = "left" }

-- The longest texts share what the other columns leave, so that a table is as wide as the page.
local function columns(longest)
  local room, widest = {}, 1
  for column, long in ipairs(longest) do
    if long > longest[widest] then widest = column end
  end
  for column, long in ipairs(longest) do room[column] = (long > LONG or column == widest) and "1fr" or "auto" end
  return "(" .. table.concat(room, ", ") .. ",)"
end

local as_table = { Table = function(tabular)
  local sides, longest, head, body = {}, {}, {}, {}
  for column, spec in ipairs(tabular.colspecs) do sides[column], longest[column] = SIDES[spec[1]], 0 end
  each_row(tabular, function(row, is_head)
    local tallest = 0
    for column, cell in ipairs(row.cells) do
      local long = letters(cell.contents)
      longest[column], tallest = math.max(longest[column], long), math.max(tallest, long)
    end
    for _, cell in ipairs(row.cells) do
      local shown = pandoc.write(pandoc.Pandoc(cell.contents:walk(as_literals)), "typst"):gsub("%s+$", "")
      local whole = tostring(tallest > TALLEST_ROW)
      table.insert(is_head and head or body, "table.cell(breakable: " .. whole .. ")[" .. shown .. "]")
    end
  end)
  return pandoc.RawBlock("typst", "#table(columns: " .. columns(longest) .. ", align: ("
    .. table.concat(sides, ", ") .. ",), table.header(" .. table.concat(head, ", ") .. "), "
    .. table.concat(body, ", ") .. ")")
end }

if FORMAT == "typst" then
  return { harmless, shallow, in_order, as_table, as_literals }
end
return { harmless, shallow, in_order, measured }
