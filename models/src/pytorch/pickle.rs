//! Python's pickle as far as `torch.save` writes it: values are read, and nothing of it is run.
//!
//! A pickle is a program for a stack machine, and one that may call any function of Python. This machine knows only the
//! instructions that `torch.save` emits (protocol 2) and only the callables in [`Callable`], each of which it does itself;
//! whatever else a file asks for is refused by name. Sources: CPython's `Lib/pickletools.py`, `torch/_utils.py` and
//! `torch/serialization.py`.

use std::collections::BTreeMap;

use safetensors::Dtype;

use super::opcodes;

/// What a pickle may cost: every instruction [`INSTRUCTION`], every text its length. Weights with an optimiser's state take
/// under a hundredth of it.
const BUDGET: usize = 128 << 20;
/// A charge for one instruction that covers what it can leave in memory.
const INSTRUCTION: usize = 64;

/// What is wrong with a pickle, to be completed by the file's name.
pub(super) type Result<T> = std::result::Result<T, String>;

/// A value's place among [`Pickle::values`].
pub(super) type Id = usize;

/// A value of Python's, as far as weights need it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Flag(bool),
    Int(i128),
    Text(String),
    Tuple(Vec<Id>),
    List(Vec<Id>),
    /// A `dict` or `OrderedDict`; of a key that is there twice the later entry counts.
    Dict(Vec<(Id, Id)>),
    Callable(Callable),
    Element(Dtype),
    Storage(usize),
    Tensor(Tensor),
    /// What weights never need: none, floats, numpy's scalars.
    Other,
}

/// What may be called, with what is done instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Callable {
    /// An empty dictionary.
    OrderedDict,
    /// A [`Tensor`].
    RebuildTensor,
    /// Its first argument.
    RebuildParameter,
    /// Numpy's scalars and the two steps to them, which stand beside weights as losses and rates: [`Value::Other`].
    Ignored,
}

/// A run of elements in the file that tensors are views of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Storage {
    pub key: String,
    pub dtype: Dtype,
    /// Elements.
    pub len: usize,
}

impl Storage {
    /// The size in bytes, which fits: no length is read that would not.
    pub fn bytes(&self) -> usize {
        self.len * self.dtype.bitsize() / 8
    }
}

/// A view of a storage; offset and strides count elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tensor {
    pub storage: usize,
    pub offset: usize,
    pub shape: Vec<usize>,
    pub stride: Vec<usize>,
}

/// A pickle that was read.
#[derive(Debug)]
pub(super) struct Pickle {
    pub values: Vec<Value>,
    pub root: Id,
    pub storages: Vec<Storage>,
    /// Bytes up to and with the last instruction.
    pub length: usize,
}

/// Reads the pickle that `bytes` begins with.
///
/// # Errors
/// The instruction or name that is not known, or what does not fit together, with its place.
pub(super) fn read(bytes: &[u8]) -> Result<Pickle> {
    let mut machine = Machine { bytes, ..Machine::default() };
    loop {
        let at = machine.at;
        match machine.step() {
            Ok(None) => {}
            Ok(Some(root)) => {
                let Machine { values, storages, at: length, .. } = machine;
                return Ok(Pickle { values, root, storages, length });
            }
            Err(message) => return Err(format!("byte {at} of its pickle: {message}")),
        }
    }
}

#[derive(Default)]
struct Machine<'a> {
    bytes: &'a [u8],
    at: usize,
    spent: usize,
    values: Vec<Value>,
    stack: Vec<Id>,
    /// Heights of the stack.
    marks: Vec<usize>,
    memo: BTreeMap<u32, Id>,
    storages: Vec<Storage>,
    by_key: BTreeMap<String, usize>,
}

impl Machine<'_> {
    /// One instruction; the result after the last.
    fn step(&mut self) -> Result<Option<Id>> {
        self.charge(INSTRUCTION)?;
        let [code] = self.take()?;
        match code {
            opcodes::PROTO => {
                let [version] = self.take()?;
                if version != 2 {
                    return Err(format!("protocol {version}; torch.save writes 2 by itself, so save it again"));
                }
            }
            opcodes::STOP => return self.pop().map(Some),
            opcodes::MARK => self.marks.push(self.stack.len()),
            opcodes::NONE => self.push(Value::Other),
            opcodes::NEWTRUE => self.push(Value::Flag(true)),
            opcodes::NEWFALSE => self.push(Value::Flag(false)),
            opcodes::BINFLOAT => {
                self.take::<8>()?;
                self.push(Value::Other);
            }
            opcodes::BININT => {
                let int = i32::from_le_bytes(self.take()?);
                self.push(Value::Int(int.into()));
            }
            opcodes::BININT1 => {
                let [int] = self.take()?;
                self.push(Value::Int(int.into()));
            }
            opcodes::BININT2 => {
                let int = u16::from_le_bytes(self.take()?);
                self.push(Value::Int(int.into()));
            }
            opcodes::LONG1 => {
                let [length] = self.take()?;
                let int = signed(self.slice(length.into())?)?;
                self.push(Value::Int(int));
            }
            opcodes::BINUNICODE => {
                let length = u32::from_le_bytes(self.take()?) as usize;
                self.charge(length)?;
                let text =
                    std::str::from_utf8(self.slice(length)?).map_err(|_| "a text that is not UTF-8")?.to_string();
                self.push(Value::Text(text));
            }
            opcodes::EMPTY_TUPLE => self.push(Value::Tuple(Vec::new())),
            opcodes::TUPLE1 => self.tuple(1)?,
            opcodes::TUPLE2 => self.tuple(2)?,
            opcodes::TUPLE3 => self.tuple(3)?,
            opcodes::TUPLE => {
                let items = self.pop_mark()?;
                self.push(Value::Tuple(items));
            }
            opcodes::EMPTY_LIST => self.push(Value::List(Vec::new())),
            opcodes::APPEND => {
                let item = self.pop()?;
                self.list()?.push(item);
            }
            opcodes::APPENDS => {
                let items = self.pop_mark()?;
                self.list()?.extend(items);
            }
            opcodes::EMPTY_DICT => self.push(Value::Dict(Vec::new())),
            opcodes::SETITEM => {
                let (value, key) = (self.pop()?, self.pop()?);
                self.dict()?.push((key, value));
            }
            opcodes::SETITEMS => {
                let items = self.pop_mark()?;
                let (pairs, rest) = items.as_chunks::<2>();
                if !rest.is_empty() {
                    return Err("a dictionary's key without a value".into());
                }
                self.dict()?.extend(pairs.iter().map(|&[key, value]| (key, value)));
            }
            opcodes::BINPUT => {
                let [slot] = self.take()?;
                self.memo.insert(slot.into(), self.top()?);
            }
            opcodes::LONG_BINPUT => {
                let slot = u32::from_le_bytes(self.take()?);
                self.memo.insert(slot, self.top()?);
            }
            opcodes::BINGET => {
                let [slot] = self.take()?;
                self.get(slot.into())?;
            }
            opcodes::LONG_BINGET => {
                let slot = u32::from_le_bytes(self.take()?);
                self.get(slot)?;
            }
            opcodes::GLOBAL => {
                let (module, name) = (self.line()?, self.line()?);
                let value = global(&module, &name)?;
                self.push(value);
            }
            opcodes::BINPERSID => {
                let storage = self.pop()?;
                let storage = self.storage(storage)?;
                self.push(Value::Storage(storage));
            }
            opcodes::REDUCE => self.reduce()?,
            opcodes::BUILD => {
                // Attributes: a state dictionary's `_metadata`, a numpy type's byte order. Nothing here has any.
                self.pop()?;
                match self.values[self.top()?] {
                    Value::Dict(_) | Value::Other => {}
                    _ => return Err("attributes for what has none".into()),
                }
            }
            other => {
                return Err(format!(
                    "instruction {other:#04x} ({}), which torch.save does not write; nothing was run, and the file is refused",
                    opcodes::name(other)
                ));
            }
        }
        Ok(None)
    }

    fn charge(&mut self, cost: usize) -> Result<()> {
        self.spent = self.spent.saturating_add(cost);
        if self.spent > BUDGET { Err("more values than any checkpoint has".into()) } else { Ok(()) }
    }

    fn slice(&mut self, length: usize) -> Result<&[u8]> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let found = rest.get(..length).ok_or("it ends there; is the file complete?")?;
        self.at += length;
        Ok(found)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut found = [0; N];
        found.copy_from_slice(self.slice(N)?);
        Ok(found)
    }

    /// A line of text, without its end.
    fn line(&mut self) -> Result<String> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let rest = &rest[..rest.len().min(256)];
        let length = rest.iter().position(|&byte| byte == b'\n').ok_or("a name without an end")?;
        let line = std::str::from_utf8(&rest[..length]).map_err(|_| "a name that is not UTF-8")?.to_string();
        self.at += length + 1;
        Ok(line)
    }

    fn push(&mut self, value: Value) {
        self.stack.push(self.values.len());
        self.values.push(value);
    }

    /// The topmost value, above the last mark.
    fn top(&self) -> Result<Id> {
        let floor = self.marks.last().copied().unwrap_or(0);
        self.stack[floor..].last().copied().ok_or_else(|| "a value that is not there".into())
    }

    fn pop(&mut self) -> Result<Id> {
        let top = self.top()?;
        self.stack.pop();
        Ok(top)
    }

    /// All values above the last mark, and the mark.
    fn pop_mark(&mut self) -> Result<Vec<Id>> {
        let mark = self.marks.pop().ok_or("a mark that is not there")?;
        Ok(self.stack.split_off(mark))
    }

    fn tuple(&mut self, length: usize) -> Result<()> {
        let mut items = (0..length).map(|_| self.pop()).collect::<Result<Vec<_>>>()?;
        items.reverse();
        self.push(Value::Tuple(items));
        Ok(())
    }

    fn dict(&mut self) -> Result<&mut Vec<(Id, Id)>> {
        let top = self.top()?;
        match &mut self.values[top] {
            Value::Dict(items) => Ok(items),
            _ => Err("entries for what is no dictionary".into()),
        }
    }

    fn list(&mut self) -> Result<&mut Vec<Id>> {
        let top = self.top()?;
        match &mut self.values[top] {
            Value::List(items) => Ok(items),
            _ => Err("items for what is no list".into()),
        }
    }

    fn get(&mut self, slot: u32) -> Result<()> {
        let id = *self.memo.get(&slot).ok_or("a value that was never kept")?;
        self.stack.push(id);
        Ok(())
    }

    fn items(&self, id: Id) -> Result<&[Id]> {
        match &self.values[id] {
            Value::Tuple(items) => Ok(items),
            _ => Err("something else where a tuple is wanted".into()),
        }
    }

    fn size(&self, id: Id) -> Result<usize> {
        match self.values[id] {
            Value::Int(int) => usize::try_from(int).map_err(|_| format!("{int} where a size is wanted")),
            _ => Err("something else where a size is wanted".into()),
        }
    }

    fn sizes(&self, id: Id) -> Result<Vec<usize>> {
        self.items(id)?.iter().map(|&item| self.size(item)).collect()
    }

    /// Calls what is on the stack: a callable and the tuple of its arguments.
    fn reduce(&mut self) -> Result<()> {
        let (arguments, callable) = (self.pop()?, self.pop()?);
        let Value::Callable(callable) = self.values[callable] else {
            return Err("a call of what cannot be called; nothing was run, and the file is refused".into());
        };
        let arguments = self.items(arguments)?;
        let made = match (callable, arguments) {
            (Callable::Ignored, _) => Value::Other,
            (Callable::OrderedDict, []) => Value::Dict(Vec::new()),
            (Callable::RebuildTensor, &[storage, offset, shape, stride, ..]) => {
                Value::Tensor(self.tensor(storage, offset, shape, stride)?)
            }
            (Callable::RebuildParameter, &[tensor, ..]) if matches!(self.values[tensor], Value::Tensor(_)) => {
                self.stack.push(tensor);
                return Ok(());
            }
            (callable, _) => return Err(format!("{callable:?} with arguments that torch.save does not give it")),
        };
        self.push(made);
        Ok(())
    }

    fn tensor(&self, storage: Id, offset: Id, shape: Id, stride: Id) -> Result<Tensor> {
        let Value::Storage(storage) = self.values[storage] else { return Err("a tensor without a storage".into()) };
        let (offset, shape, mut stride) = (self.size(offset)?, self.sizes(shape)?, self.sizes(stride)?);
        let Storage { key, len, .. } = &self.storages[storage];
        if shape.len() != stride.len() {
            return Err(format!("a tensor of shape {shape:?} with strides {stride:?}"));
        }
        // One past the last element, or none where one would lie beyond all memory. An empty tensor has no last element.
        let reach = |(size, stride): (&usize, &usize)| (size - 1).checked_mul(*stride);
        let end = if shape.contains(&0) {
            Some(0)
        } else {
            shape.iter().zip(&stride).map(reach).try_fold(offset.saturating_add(1), |sum, far| sum.checked_add(far?))
        };
        if end.is_none_or(|end| end > *len) {
            return Err(format!(
                "a tensor of shape {shape:?}, strides {stride:?} and offset {offset} leaves storage {key}, of {len} elements"
            ));
        }
        // An axis of one element may have any stride; none is ever taken.
        stride.iter_mut().zip(&shape).filter(|(_, size)| **size == 1).for_each(|(stride, _)| *stride = 0);
        Ok(Tensor { storage, offset, shape, stride })
    }

    /// The storage that the tuple `("storage", type, key, place, elements)` names; the older format has a sixth member.
    fn storage(&mut self, id: Id) -> Result<usize> {
        let foreign = || "a reference to something outside that is no storage of a tensor".to_string();
        let items = self.items(id)?;
        let &[tag, dtype, key, _place, len, ref view @ ..] = items else { return Err(foreign()) };
        let (Value::Text(tag), Value::Element(dtype), Value::Text(key)) =
            (&self.values[tag], &self.values[dtype], &self.values[key])
        else {
            return Err(foreign());
        };
        if tag != "storage" || !view.iter().all(|&view| self.values[view] == Value::Other) {
            return Err(foreign());
        }
        let storage = Storage { key: key.clone(), dtype: *dtype, len: self.size(len)? };
        if storage.len.checked_mul(storage.dtype.bitsize()).is_none() {
            return Err(format!("storage {key} of {} elements, more than any memory", storage.len));
        }
        if let Some(&known) = self.by_key.get(&storage.key) {
            let same = self.storages[known] == storage;
            return if same { Ok(known) } else { Err(format!("storage {} in two types or lengths", storage.key)) };
        }
        self.charge(storage.key.len())?;
        self.by_key.insert(storage.key.clone(), self.storages.len());
        self.storages.push(storage);
        Ok(self.storages.len() - 1)
    }
}

/// A whole number in two's complement, the lowest byte first.
fn signed(bytes: &[u8]) -> Result<i128> {
    let mut wide = [if bytes.last().is_some_and(|byte| byte >> 7 == 1) { 0xff } else { 0 }; 16];
    let low = wide.get_mut(..bytes.len()).ok_or_else(|| format!("a whole number of {} bytes", bytes.len()))?;
    low.copy_from_slice(bytes);
    Ok(i128::from_le_bytes(wide))
}

/// What the name `module.name` stands for.
fn global(module: &str, name: &str) -> Result<Value> {
    Ok(match (module, name) {
        ("collections", "OrderedDict") => Value::Callable(Callable::OrderedDict),
        ("torch._utils", "_rebuild_tensor_v2") => Value::Callable(Callable::RebuildTensor),
        ("torch._utils", "_rebuild_parameter") => Value::Callable(Callable::RebuildParameter),
        ("_codecs", "encode") | ("numpy", "dtype") => Value::Callable(Callable::Ignored),
        ("numpy.core.multiarray" | "numpy._core.multiarray", "scalar") => Value::Callable(Callable::Ignored),
        ("torch", "DoubleStorage") => Value::Element(Dtype::F64),
        ("torch", "FloatStorage") => Value::Element(Dtype::F32),
        ("torch", "HalfStorage") => Value::Element(Dtype::F16),
        ("torch", "BFloat16Storage") => Value::Element(Dtype::BF16),
        ("torch", "LongStorage") => Value::Element(Dtype::I64),
        ("torch", "IntStorage") => Value::Element(Dtype::I32),
        ("torch", "ShortStorage") => Value::Element(Dtype::I16),
        ("torch", "CharStorage") => Value::Element(Dtype::I8),
        ("torch", "ByteStorage") => Value::Element(Dtype::U8),
        ("torch", "BoolStorage") => Value::Element(Dtype::BOOL),
        _ => {
            return Err(format!(
                "it asks for {module}.{name}, which is not needed to read weights; nothing was run, and the file is refused"
            ));
        }
    })
}

#[cfg(test)]
#[path = "pickle_tests.rs"]
mod tests;
