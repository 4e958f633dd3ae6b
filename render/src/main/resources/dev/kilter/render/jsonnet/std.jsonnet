// What the standard library of Jsonnet has beside that of the interpreter; see Library.java.
{
  local my = self,
  local most = 10000000,
  local inBounds(name, size) =
    if size > most then error '%s of %d elements is more than %d' % [name, size, most] else true,
  local fits(name, arr) =
    if std.isArray(arr) then arr else error '%s expected an array, got %s' % [name, std.type(arr)],
  local stringsFirst(value) = if std.isString(value) then std.stringChars(value) else value,

  // Bounded here, where the interpreter would take what it is asked for at once.
  makeArray(sz, func)::
    assert inBounds('std.makeArray', sz);
    std.makeArray(sz, func),
  range(from, to)::
    assert inBounds('std.range', to - from);
    std.range(from, to),
  repeat(what, count)::
    assert inBounds('std.repeat', count * std.max(1, std.length(what)));
    std.repeat(what, count),

  // Types and numbers.
  pi:: 3.141592653589793,
  isNull(v):: v == null,
  sign(n):: if n > 0 then 1 else if n < 0 then -1 else 0,
  round(x):: std.floor(x + 0.5),
  isInteger(x):: std.floor(x) == x,
  isDecimal(x):: std.floor(x) != x,
  isEven(x):: std.floor(x) % 2 == 0,
  isOdd(x):: std.floor(x) % 2 != 0,
  deg2rad(x):: x * my.pi / 180,
  rad2deg(x):: x * 180 / my.pi,
  modulo(a, b):: a % b,
  xor(x, y):: my.boolean('xor', x) != my.boolean('xor', y),
  xnor(x, y):: my.boolean('xnor', x) == my.boolean('xnor', y),
  equals(a, b):: a == b,
  primitiveEquals(a, b)::
    if std.type(a) != std.type(b) then false
    else if std.isObject(a) || std.isArray(a) || std.isFunction(a)
    then error 'primitiveEquals operates on primitive types, got ' + std.type(a)
    else a == b,

  // Objects.
  get(o, f, default=null, inc_hidden=true)::
    if (if inc_hidden then std.objectHasAll(o, f) else std.objectHas(o, f)) then o[f] else default,
  objectHasEx(o, f, hidden):: if hidden then std.objectHasAll(o, f) else std.objectHas(o, f),
  objectFieldsEx(o, hidden):: if hidden then std.objectFieldsAll(o) else std.objectFields(o),
  objectKeysValues(o):: [{ key: k, value: o[k] } for k in std.objectFields(o)],
  objectKeysValuesAll(o):: [{ key: k, value: o[k] } for k in std.objectFieldsAll(o)],
  objectRemoveKey(obj, key)::
    local shown = std.objectFields(obj);
    { [k]: obj[k] for k in shown if k != key }
    + std.foldl(
      function(rest, k) rest { [k]:: obj[k] },
      [k for k in std.objectFieldsAll(obj) if k != key && !std.objectHas(obj, k)],
      {}
    ),

  // Strings.
  __chomped(block):: block[0:std.length(block) - 1],
  escapeStringJson(str_):: std.escapeStringJson(std.toString(str_)),
  codepoint(str)::
    if std.length(str) == 1 then std.codepoint(str)
    else error 'codepoint takes a string of length 1, got length %d' % std.length(str),
  strReplace(str, from, to)::
    if std.length(from) == 0 then error "'from' string must not be zero length."
    else std.strReplace(str, from, to),
  isEmpty(str):: std.length(str) == 0,
  trim(str):: std.stripChars(str, ' \t\n\f\r\u0085\u00A0'),
  equalsIgnoreCase(str1, str2):: std.asciiLower(str1) == std.asciiLower(str2),
  splitLimitR(str, c, maxsplits)::
    local parts = std.split(str, c);
    local kept = std.length(parts) - maxsplits;
    if maxsplits == -1 || kept <= 1 then parts
    else [std.join(c, parts[0:kept])] + parts[kept:],
  escapeStringPython(str):: std.escapeStringJson(str),
  escapeStringXML(str_)::
    local escapes = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' };
    std.join('', [my.get(escapes, c, c) for c in std.stringChars(std.toString(str_))]),

  slice(indexable, index, end, step):: indexable[index:end:step],

  // Sets; with a keyF the interpreter orders as it likes.
  local same(x) = x,
  local keys(arr, keyF) = [keyF(x) for x in arr],
  local has(keys, key) = std.length(std.find(key, keys)) > 0,
  sort(arr, keyF=same)::
    local elements = stringsFirst(arr);
    [elements[i] for i in std.__order(keys(elements, keyF))],
  uniq(arr, keyF=same)::
    local all = keys(arr, keyF);
    [arr[i] for i in my.range(0, std.length(arr) - 1) if i == 0 || all[i] != all[i - 1]],
  set(arr, keyF=same):: my.uniq(my.sort(arr, keyF), keyF),
  setMember(x, arr, keyF=same):: has(keys(arr, keyF), keyF(x)),
  setUnion(a, b, keyF=same):: my.set(a + b, keyF),
  setInter(a, b, keyF=same)::
    local others = keys(b, keyF);
    [x for x in a if has(others, keyF(x))],
  setDiff(a, b, keyF=same)::
    local others = keys(b, keyF);
    [x for x in a if !has(others, keyF(x))],

  // Arrays; a string where one is expected stands for its characters, where Jsonnet says so.
  map(func, arr):: std.map(func, stringsFirst(arr)),
  flatMap(func, arr):: std.flatMap(func, arr),
  foldl(func, arr, init):: std.foldl(func, stringsFirst(arr), init),
  foldr(func, arr, init):: std.foldr(func, stringsFirst(arr), init),
  mapWithIndex(func, arr):: std.mapWithIndex(func, stringsFirst(arr)),
  sum(arr):: std.foldl(function(a, b) a + b, fits('std.sum', arr), 0),
  avg(arr)::
    if std.length(arr) == 0 then error 'Cannot calculate average of an empty array.'
    else my.sum(arr) / std.length(arr),
  all(arr):: std.foldl(function(a, b) a && my.boolean('all', b), fits('std.all', arr), true),
  any(arr):: std.foldl(function(a, b) a || my.boolean('any', b), fits('std.any', arr), false),
  boolean(name, x)::
    if std.isBoolean(x) then x
    else error 'std.%s expected booleans, got %s' % [name, std.type(x)],
  contains(arr, elem):: std.length(std.find(elem, fits('std.contains', arr))) > 0,
  remove(arr, elem)::
    local found = std.find(elem, arr);
    if std.length(found) == 0 then arr else my.removeAt(arr, found[0]),
  removeAt(arr, at):: [arr[i] for i in my.range(0, std.length(arr) - 1) if i != at],
  local extreme(arr, keyF, onEmpty, better) =
    if std.length(arr) == 0 then onEmpty
    else
      std.foldl(
        function(best, x) if better(keyF(x), keyF(best)) then x else best, arr[1:], arr[0]
      ),
  minArray(arr, keyF=function(x) x, onEmpty=error 'Expected at least one element in array. Got none')::
    extreme(arr, keyF, onEmpty, function(a, b) a < b),
  maxArray(arr, keyF=function(x) x, onEmpty=error 'Expected at least one element in array. Got none')::
    extreme(arr, keyF, onEmpty, function(a, b) a > b),
  flattenDeepArray(value)::
    if std.isArray(value) then std.flatMap(my.flattenDeepArray, value) else [value],
  deepJoin(arr)::
    if std.isString(arr) then arr
    else if std.isArray(arr) then std.join('', [my.deepJoin(x) for x in arr])
    else error 'Expected string or array, got ' + std.type(arr),

  // Texts of other formats.
  parseYaml(str):: std.parseJson(std.__jsonOfYaml(str)),
  local letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
  local only(chars, s) = my.all([std.member(chars, c) for c in std.stringChars(s)]),
  local plain(s) = std.length(s) > 0 && only(letters + '0123456789-_', s),
  local reserved = ['true', 'false', 'yes', 'no', 'on', 'off', 'null', 'y', 'n'],
  // A key that YAML reads as text without quotes.
  local bare(s) =
    only(letters + '0123456789-_./', s)
    && my.any([std.member(letters, c) for c in std.stringChars(s)])
    && !std.member(reserved, std.asciiLower(s))
    && !(only('0123456789-_.eE', s) && my.any([std.member('0123456789', c) for c in std.stringChars(s)]))
    && !((std.startsWith(s, '0x') || std.startsWith(s, '0b')) && only('0123456789abcdefxABCDEF_', s)),
  manifestYamlDoc(value, indent_array_in_object=false, quote_keys=true)::
    if quote_keys then std.manifestYamlDoc(value, indent_array_in_object)
    else yaml(value, '', indent_array_in_object),
  local yaml(v, indent, indented) =
    if std.isString(v) && std.endsWith(v, '\n') then
      std.join('\n' + indent + '  ', ['|'] + std.split(v[0:std.length(v) - 1], '\n'))
    else if std.isArray(v) && std.length(v) > 0 then
      std.join('\n' + indent, ['- ' + item(x, indent, indented) for x in v])
    else if std.isObject(v) && std.length(v) > 0 then
      std.join(
        '\n' + indent,
        [(if bare(k) then k else std.escapeStringJson(k)) + ':' + under(v[k], indent, indented)
         for k in std.objectFields(v)]
      )
    else std.manifestYamlDoc(v),
  local item(x, indent, indented) =
    if std.isArray(x) && std.length(x) > 0
    then '\n' + indent + '  ' + yaml(x, indent + '  ', indented)
    else yaml(x, indent + '  ', indented),
  local under(x, indent, indented) =
    if std.isArray(x) && std.length(x) > 0 then
      local deeper = if indented then indent + '  ' else indent;
      '\n' + deeper + yaml(x, deeper, indented)
    else if std.isObject(x) && std.length(x) > 0
    then '\n' + indent + '  ' + yaml(x, indent + '  ', indented)
    else ' ' + yaml(x, indent, indented),
  manifestYamlStream(
    value, indent_array_in_object=false, c_document_end=true, quote_keys=true
  )::
    '---\n'
    + std.join(
      '\n---\n',
      [my.manifestYamlDoc(x, indent_array_in_object, quote_keys) for x in fits('std.manifestYamlStream', value)]
    )
    + (if c_document_end then '\n...\n' else '\n'),
  manifestToml(value):: my.manifestTomlEx(value, '  '),
  manifestTomlEx(value, indent):: toml(value, [], '', indent),
  local tomlKey(k) = if plain(k) then k else std.escapeStringJson(k),
  local isSection(v) =
    std.isObject(v) || (std.isArray(v) && std.length(v) > 0 && my.all(std.map(std.isObject, v))),
  local tomlValue(v, inline, own, indent) =
    if std.isString(v) then std.escapeStringJson(v)
    else if std.isNumber(v) || std.isBoolean(v) then std.toString(v)
    else if std.isArray(v) && std.length(v) == 0 then '[]'
    else if std.isArray(v) then
      local separator = if inline then ' ' else '\n' + own + indent;
      '[' + separator
      + std.join(',' + separator, [tomlValue(x, true, '', indent) for x in v])
      + (if inline then ' ' else '\n' + own) + ']'
    else if std.isObject(v) then
      '{ '
      + std.join(', ', [tomlKey(k) + ' = ' + tomlValue(v[k], true, '', indent) for k in std.objectFields(v)])
      + ' }'
    else error 'Tried to manifest "%s" of type %s' % [std.toString(v), std.type(v)],
  local toml(v, path, own, indent) =
    local lines = [own + tomlKey(k) + ' = ' + tomlValue(v[k], false, own, indent)
                   for k in std.objectFields(v) if !isSection(v[k])];
    local sections = [section(v[k], path + [k], own, indent)
                      for k in std.objectFields(v) if isSection(v[k])];
    std.join('\n\n', (if std.length(lines) == 0 then [] else [std.join('\n', lines)]) + sections),
  local section(v, path, own, indent) =
    local name = std.join('.', [tomlKey(k) for k in path]);
    local inHead(x) = my.any([!isSection(x[k]) for k in std.objectFields(x)]);
    local body(x) =
      local inner = toml(x, path, own + indent, indent);
      if std.length(inner) == 0 then '' else (if inHead(x) then '\n' else '\n\n') + inner;
    if std.isObject(v) then own + '[' + name + ']' + body(v)
    else std.join('\n\n', [own + '[[' + name + ']]' + body(x) for x in v]),

  native(name):: error 'there are no native functions here, so no ' + name,
  gzip(str):: error 'std.gzip is no part of Jsonnet',
  xz(str, level=0):: error 'std.xz is no part of Jsonnet',
}
